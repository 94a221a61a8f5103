//! Writing to vendors about our orders to them. What is attached is typeset when it is handed over.

use super::compose::{self, Frame, Words, long};
use super::port::Mailer;
use super::templates::{self, Template};
use super::{send, store};
use crate::jobs::Attempt;
use crate::{Error, Services};
use chrono::NaiveDate;
use domain::contact::{Phone, PostalAddress};
use domain::ids::PurchaseOrderId;
use domain::messages::{MessageStatus, VendorLetter};
use minijinja::context;
use sqlx::PgPool;
use uuid::Uuid;

/// Writes to a vendor, where that wasn't done before, and sends it.
pub(crate) async fn write_to_vendor(
    services: &Services,
    mailer: Option<&dyn Mailer>,
    purchase: PurchaseOrderId,
    letter: VendorLetter,
    attempt: Attempt,
) -> Result<(), Error> {
    let message = match store::of_purchase(&services.db, purchase, letter).await? {
        Some(message) => message,
        None => {
            let facts = of_purchase(&services.db, purchase).await?;
            let words = words(services, &facts, letter).await?;
            let status = match (facts.vendor_email.as_str(), mailer) {
                ("", _) => MessageStatus::Unreachable,
                (_, None) => MessageStatus::NotSent,
                (_, Some(_)) => MessageStatus::Queued,
            };
            let now = services.clock.now();
            store::insert_letter(&services.db, &facts, letter, &words, status, now).await?
        }
    };
    send(services, mailer, message, attempt).await
}

/// What a letter to a vendor may speak of.
#[derive(sqlx::FromRow)]
pub(super) struct Facts {
    pub id: Uuid,
    pub store_id: Uuid,
    pub order_id: Option<Uuid>,
    pub vendor_email: String,
    number: String,
    vendor: String,
    drop_ship: bool,
    eta: Option<NaiveDate>,
    customer: Option<String>,
    ship_to: Option<serde_json::Value>,
    shop: String,
    phone: String,
    address: serde_json::Value,
}

async fn of_purchase(db: &PgPool, purchase: PurchaseOrderId) -> Result<Facts, Error> {
    sqlx::query_as(
        "select p.id, p.store_id, p.order_id, v.email as vendor_email, p.number, v.name as vendor,
                p.kind = 'drop_ship' as drop_ship, p.eta, c.name as customer,
                a.address as ship_to, s.name as shop, s.phone, s.address
         from purchase_orders p
         join vendors v on v.id = p.vendor_id
         join stores s on s.id = p.store_id
         left join orders o on o.id = p.order_id
         left join customers c on c.id = o.customer_id
         left join order_addresses a on a.order_id = p.order_id
         where p.id = $1",
    )
    .bind(purchase.uuid())
    .fetch_optional(db)
    .await?
    .ok_or_else(|| Error::internal("a letter about an order that is not there"))
}

async fn words(services: &Services, facts: &Facts, letter: VendorLetter) -> Result<Words, Error> {
    let name = match letter {
        VendorLetter::Order => "vendor_order",
        VendorLetter::Release => "vendor_release",
    };
    if let Some(own) = store::own_template(&services.db, name).await? {
        match fill(&own, facts) {
            Ok(words) => return Ok(words),
            Err(error) => tracing::warn!(%error, name, "the shop's own wording can't be filled in"),
        }
    }
    let shipped = templates::shipped(name)
        .ok_or_else(|| Error::internal(format!("no wording called {name}")))?;
    fill(&shipped, facts)
}

fn fill(template: &Template, facts: &Facts) -> Result<Words, Error> {
    let shop_address: PostalAddress = serde_json::from_value(facts.address.clone())?;
    let phone = Phone::parse(&facts.phone);
    let shop_phone = phone.map_or_else(|_| facts.phone.clone(), |phone| phone.to_string());
    let values = context! {
        number => facts.number,
        vendor => facts.vendor,
        shop => facts.shop,
        shop_phone,
        drop_ship => facts.drop_ship,
        eta => facts.eta.map(long),
        ship_to => facts.ship_to()?,
    };
    let frame = Frame {
        number: &facts.number,
        shop: &facts.shop,
        shop_phone: &shop_phone,
        shop_address: &shop_address,
        link: None,
    };
    compose::fill_in(template, &values, &frame).map_err(Error::internal)
}

impl Facts {
    /// To whom and where it is shipped, a line each.
    fn ship_to(&self) -> Result<String, Error> {
        let Some(address) = &self.ship_to else {
            return Ok(String::new());
        };
        let address: PostalAddress = serde_json::from_value(address.clone())?;
        let name = self.customer.clone();
        let name = name.filter(|_| address.recipient.is_empty());
        let lines: Vec<_> = name.into_iter().chain(address.lines()).collect();
        Ok(lines.join("\n"))
    }
}
