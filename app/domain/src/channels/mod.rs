//! Orders that come in from outside: what the adapter of every channel has to produce, and how it
//! is answered.
//!
//! - [`inbound`] is what a channel says of one of its orders, as it is sent.
//! - [`taken`] is the same, checked and reckoned anew by [`reckon`].
//! - [`parked`] is what a person has to decide.
//! - [`answer`] is what the channel is told, [`view`] what staff see.

pub mod answer;
mod check;
pub mod inbound;
pub mod parked;
pub mod reckon;
pub mod refund;
pub mod taken;
pub mod view;

use crate::codes::coded;
use crate::payments::Method;

coded! {
    /// Where an order was placed that we did not take ourselves.
    pub enum SalesChannel {
        Shopify = "shopify", "Shopify";
        WooCommerce = "woocommerce", "WooCommerce";
        Amazon = "amazon", "Amazon";
        Ebay = "ebay", "eBay";
        Etsy = "etsy", "Etsy";
        Edi = "edi", "EDI";
        WebShop = "web_shop", "Web shop";
    }
}

impl SalesChannel {
    /// By what means its customers' money reaches us: the channel holds it until it pays out.
    #[must_use]
    pub const fn method(self) -> Method {
        match self {
            Self::Shopify => Method::Shopify,
            Self::WooCommerce => Method::WooCommerce,
            Self::Amazon => Method::Amazon,
            Self::Ebay => Method::Ebay,
            Self::Etsy => Method::Etsy,
            Self::Edi => Method::Edi,
            Self::WebShop => Method::WebShop,
        }
    }
}
