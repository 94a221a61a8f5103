//! The demo's web orders: one to fulfil, one that was shipped and partly refunded, one that was
//! cancelled, and two that wait for a person.

use super::house::Hired;
use super::time::hours_ago;
use crate::orders::{act, import, show};
use crate::{Caller, Error, Services, catalogue};
use chrono::{DateTime, Utc};
use domain::channels::SalesChannel;
use domain::channels::inbound::{
    Cancelled, Inbound, InboundAddress, InboundCustomer, InboundLine, InboundOrder, InboundPayment,
    InboundRefund, InboundShipping, Property,
};
use domain::ids::{IdempotencyKey, OrderId};
use domain::money::Money;
use domain::orders::Action;
use domain::orders::act::{Details, Request};

/// The channel, its number, what is looked for in the catalogue, who ordered, how many hours ago.
type Story = (SalesChannel, &'static str, &'static str, &'static str, i64);

const TO_FULFIL: Story = (SalesChannel::Shopify, "1042", "pendant", "Iris Okafor", 5);
const SHIPPED: Story = (SalesChannel::Shopify, "1031", "stud", "Noor Haddad", 150);
const CANCELLED: Story = (SalesChannel::WooCommerce, "778", "band", "Piet de Wit", 30);
const UNKNOWN: Story = (SalesChannel::Shopify, "1044", "halo", "Lucia Marín", 3);
const NOWHERE: Story = (SalesChannel::Etsy, "33018", "bracelet", "Sam Whitlock", 2);

pub(super) async fn fill(services: &Services, shop: &Hired) -> Result<(), Error> {
    tell(services, shop, &TO_FULFIL, |_| ()).await?;
    tell(services, shop, &UNKNOWN, |said| {
        if let Some(order) = &mut said.order {
            order.lines[0].sku = "GIFT-BOX-XL".into();
            order.lines[0].title = "Gift box, walnut".into();
        }
    })
    .await?;
    tell(services, shop, &NOWHERE, |said| {
        let address = said.order.as_mut().and_then(|order| order.ship_to.as_mut());
        if let Some(address) = address {
            address.postcode = "1253".into();
        }
    })
    .await?;
    tell(services, shop, &CANCELLED, |said| {
        said.cancelled = Some(Cancelled {
            at: said.updated_at,
            reason: "Ordered twice".into(),
        });
    })
    .await?;
    let shipped = tell(services, shop, &SHIPPED, |_| ()).await?;
    if let Some(order) = shipped {
        ship(services, shop, order).await?;
    }
    Ok(())
}

/// Sends a story's order as its channel would.
async fn tell(
    services: &Services,
    shop: &Hired,
    story: &Story,
    change: impl FnOnce(&mut Inbound),
) -> Result<Option<OrderId>, Error> {
    let then = hours_ago(services, story.4);
    let sales = Caller::from(&shop.sales);
    let found = catalogue::find(&then, sales, story.2).await?;
    let Some(piece) = found.into_iter().find(|piece| piece.sku.is_some()) else {
        return Ok(None);
    };
    let sku = piece.sku.unwrap_or_default();
    let mut said = order(story, &sku, &piece.title, piece.price, then.clock.now())?;
    change(&mut said);
    let imported = import(&then, sales, &said, IdempotencyKey::generate()).await?;
    Ok(imported.order)
}

fn order(
    story: &Story,
    sku: &str,
    title: &str,
    price: Money,
    at: DateTime<Utc>,
) -> Result<Inbound, Error> {
    let (channel, number, _, name, _) = *story;
    let line = InboundLine {
        id: "1".into(),
        sku: sku.into(),
        title: title.into(),
        quantity: 1,
        unit_price: price.plain(),
        properties: vec![Property {
            name: "Gift wrap".into(),
            value: "Ivory, with a ribbon".into(),
        }],
        ..InboundLine::default()
    };
    let way = Money::parse("18", price.currency())?;
    let total = price.plus(way)?.plain();
    Ok(Inbound {
        channel,
        external_id: number.into(),
        version: None,
        updated_at: at,
        order: Some(InboundOrder {
            number: format!("#{number}"),
            placed_at: Some(at),
            currency: price.currency().code().into(),
            customer: InboundCustomer {
                name: name.into(),
                email: format!("{}@example.com", number),
                ..InboundCustomer::default()
            },
            ship_to: Some(InboundAddress {
                recipient: name.into(),
                line1: "12 Elm Street".into(),
                city: "Hudson".into(),
                region: "NY".into(),
                postcode: "12534".into(),
                country: "US".into(),
                ..InboundAddress::default()
            }),
            lines: vec![line],
            shipping: Some(InboundShipping {
                label: "Insured parcel".into(),
                amount: way.plain(),
                tax: String::new(),
            }),
            payments: vec![InboundPayment {
                gateway: "card".into(),
                reference: format!("ch_{number}"),
                amount: total.clone(),
            }],
            total,
            gift_message: "With love, as ever.".into(),
            ..InboundOrder::default()
        }),
        cancelled: None,
        refunds: Vec::new(),
    })
}

/// Has the vendor make it, ships it, and hears later that the customer was given something back.
async fn ship(services: &Services, shop: &Hired, order: OrderId) -> Result<(), Error> {
    let manager = Caller::from(&shop.manager);
    let bought = show(services, manager, order).await?;
    let ordering = Details {
        vendor: bought.lines.iter().find_map(|line| line.vendor),
        ..Details::default()
    };
    let shipment = Details {
        carrier: "UPS".into(),
        reference: "1Z 204 7E9 03 7401 6612".into(),
        ..Details::default()
    };
    let from_stock = bought.lines.iter().all(|line| line.piece.is_some());
    let mut steps = vec![
        (Action::PlaceWithVendor, ordering, 140),
        (Action::Receive, Details::default(), 60),
    ];
    if from_stock {
        steps = vec![(Action::TakeFromStock, Details::default(), 60)];
    }
    steps.push((Action::Ship, shipment, 50));
    for (action, details, hours) in steps {
        let then = hours_ago(services, hours);
        let request = Request {
            action,
            version: show(&then, manager, order).await?.version,
            details,
            override_reason: String::new(),
        };
        act(&then, manager, order, &request, IdempotencyKey::generate()).await?;
    }
    let then = hours_ago(services, 12);
    let at = then.clock.now();
    let refund = InboundRefund {
        id: "r-1".into(),
        at,
        lines: Vec::new(),
        shipping: "18".into(),
        shipping_tax: String::new(),
        amount: String::new(),
        tax: String::new(),
        reason: "The parcel came late".into(),
    };
    let said = Inbound {
        channel: SHIPPED.0,
        external_id: SHIPPED.1.into(),
        version: None,
        updated_at: at,
        order: None,
        cancelled: None,
        refunds: vec![refund],
    };
    import(&then, manager, &said, IdempotencyKey::generate()).await?;
    Ok(())
}
