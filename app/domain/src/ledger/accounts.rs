//! The chart of accounts.

use crate::codes::coded;
use crate::payments::Method;
use crate::tax::LineClass;

coded! {
    /// An account that the house posts to. The code is its number.
    pub enum Account {
        Cash = "1000", "Cash drawer";
        Cheques = "1010", "Cheques to deposit";
        CardClearing = "1020", "Card terminal clearing";
        Shopify = "1030", "Shopify clearing";
        WooCommerce = "1031", "WooCommerce clearing";
        Amazon = "1032", "Amazon clearing";
        Ebay = "1033", "eBay clearing";
        Etsy = "1034", "Etsy clearing";
        Edi = "1035", "EDI clearing";
        WebShop = "1036", "Web shop clearing";
        Bank = "1050", "Bank";
        Receivable = "1100", "Accounts receivable";
        Inventory = "1200", "Inventory: special-order pieces";
        Stock = "1210", "Inventory: stock";
        WorkInProgress = "1220", "Work in progress at the bench";
        Payable = "2000", "Accounts payable";
        Deposits = "2100", "Customer deposits";
        TaxPayable = "2200", "Sales tax payable";
        OpeningBalances = "3000", "Opening balances";
        Revenue = "4000", "Sales";
        ShippingRevenue = "4010", "Shipping charged";
        Rounding = "4090", "Rounding from channels";
        Labour = "4100", "Work on pieces";
        WorkMaterial = "4110", "Material in repairs";
        Returns = "4200", "Returns and allowances";
        ForfeitedDeposits = "4900", "Forfeited deposits";
        CostOfGoods = "5000", "Cost of goods sold";
        Shrinkage = "5100", "Inventory adjustments";
        PriceDifferences = "5150", "Purchase price differences";
        MetalLoss = "5200", "Metal lost in work";
        LabourApplied = "5300", "Bench labour applied";
    }
}

/// On which side of the books an account grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    Asset,
    Liability,
    Equity,
    Income,
    Expense,
}

impl Account {
    #[must_use]
    pub const fn nature(self) -> Nature {
        match self {
            Self::Cash
            | Self::Cheques
            | Self::CardClearing
            | Self::Shopify
            | Self::WooCommerce
            | Self::Amazon
            | Self::Ebay
            | Self::Etsy
            | Self::Edi
            | Self::WebShop
            | Self::Bank
            | Self::Receivable
            | Self::Inventory
            | Self::Stock
            | Self::WorkInProgress => Nature::Asset,
            Self::Payable | Self::Deposits | Self::TaxPayable => Nature::Liability,
            Self::OpeningBalances => Nature::Equity,
            Self::Revenue
            | Self::ShippingRevenue
            | Self::Rounding
            | Self::Labour
            | Self::WorkMaterial
            // Grows on the debit side: what sales were lowered by afterwards.
            | Self::Returns
            | Self::ForfeitedDeposits => Nature::Income,
            Self::CostOfGoods
            | Self::Shrinkage
            | Self::PriceDifferences
            | Self::MetalLoss
            // Grows on the credit side: what the wages account pays for and the pieces carry.
            | Self::LabourApplied => Nature::Expense,
        }
    }

    /// Every account that sales are booked on, for whoever asks what was sold in all.
    pub const SALES: [Self; 3] = [Self::Revenue, Self::Labour, Self::WorkMaterial];

    /// Where what is sold of a class is booked.
    #[must_use]
    pub const fn of_class(class: LineClass) -> Self {
        match class {
            LineClass::Goods | LineClass::Untaxed => Self::Revenue,
            LineClass::Labour => Self::Labour,
        }
    }

    /// Where money taken by a means rests until it is banked.
    #[must_use]
    pub const fn of_method(method: Method) -> Self {
        match method {
            Method::Cash => Self::Cash,
            Method::Cheque => Self::Cheques,
            Method::CardTerminal => Self::CardClearing,
            Method::Shopify => Self::Shopify,
            Method::WooCommerce => Self::WooCommerce,
            Method::Amazon => Self::Amazon,
            Method::Ebay => Self::Ebay,
            Method::Etsy => Self::Etsy,
            Method::Edi => Self::Edi,
            Method::WebShop => Self::WebShop,
        }
    }
}
