//! What the demo shop buys for stock: one order that is late, one of which a part has come, one
//! that is not sent yet; and what it keeps in bulk.

use super::house::Hired;
use super::time::hours_ago;
use crate::purchasing::{confirm, create, receive, send, show};
use crate::stock::{bulk_step, create_bulk, locations};
use crate::{Caller, Error, Services, catalogue};
use chrono::{Days, NaiveDate};
use domain::catalogue::VendorView;
use domain::ids::{BulkItemId, IdempotencyKey, LocationId, PurchaseOrderId, VendorId};
use domain::measures::{Colour, Metal, Unit};
use domain::purchasing::{PurchaseDraft, PurchaseLineDraft, ReceiptDraft, ReceivedDraft};
use domain::stock::{BulkDraft, BulkStep, LocationView, Source};

const SAFE: &str = "SAFE-1";
const BENCH: &str = "BENCH-1";

/// An order: from whom, days ago, expected so many days from today, SKU and quantity of each line.
struct Order {
    vendor: &'static str,
    written: i64,
    expected: i64,
    lines: &'static [(&'static str, u32)],
    note: &'static str,
}

const LATE: Order = Order {
    vendor: "Castellan & Sons",
    written: 24,
    expected: -3,
    lines: &[("CS-304-07", 2), ("CS-331-04", 1)],
    note: "As the last ones: no maker’s mark inside the band.",
};
const ON_ITS_WAY: Order = Order {
    vendor: "Northlight Diamonds",
    written: 12,
    expected: 6,
    lines: &[("NL-2601-02", 2), ("NL-2203-09", 3)],
    note: "",
};
/// How many of each line of [`ON_ITS_WAY`] have come.
const CAME: [u32; 2] = [2, 1];
const NOT_SENT: Order = Order {
    vendor: "Maison Aurelle",
    written: 0,
    expected: 21,
    lines: &[("AU-1001-07", 1), ("AU-1104-08", 2)],
    note: "For the holidays. Please say which of them you have on the shelf.",
};

pub(super) async fn fill(services: &Services, shop: &Hired) -> Result<(), Error> {
    let manager = (&shop.manager).into();
    let desk = Desk {
        services,
        manager,
        vendors: catalogue::vendors(services, manager).await?,
        places: locations(services, manager).await?,
    };
    let late = desk.write(&LATE).await?;
    desk.send(late, LATE.written).await?;
    let coming = desk.write(&ON_ITS_WAY).await?;
    desk.send(coming, ON_ITS_WAY.written).await?;
    desk.receive_a_part(coming).await?;
    desk.write(&NOT_SENT).await?;
    desk.grain().await?;
    desk.chain().await
}

/// The manager's desk.
struct Desk<'a> {
    services: &'a Services,
    manager: Caller<'a>,
    vendors: Vec<VendorView>,
    places: Vec<LocationView>,
}

impl Desk<'_> {
    fn days_ago(&self, days: i64) -> Services {
        hours_ago(self.services, days * 24 + 3)
    }

    fn in_days(&self, days: i64) -> Option<NaiveDate> {
        let today = self.services.clock.now().date_naive();
        let count = Days::new(days.unsigned_abs());
        match days.is_negative() {
            true => today.checked_sub_days(count),
            false => today.checked_add_days(count),
        }
    }

    fn vendor(&self, name: &str) -> Option<VendorId> {
        let named = self.vendors.iter().find(|vendor| vendor.name == name);
        named.map(|vendor| vendor.id)
    }

    fn place(&self, code: &str) -> Option<LocationId> {
        let named = self.places.iter().find(|place| place.code == code);
        named.map(|place| place.id)
    }

    async fn write(&self, order: &Order) -> Result<PurchaseOrderId, Error> {
        let mut lines = Vec::with_capacity(order.lines.len());
        for (sku, quantity) in order.lines {
            let found = catalogue::by_code(self.services, self.manager, sku).await?;
            let piece = found.into_iter().next().ok_or(Error::NotFound)?;
            lines.push(PurchaseLineDraft {
                variant: Some(piece.variant),
                vendor_style: (*sku).to_owned(),
                quantity: *quantity,
                ..PurchaseLineDraft::default()
            });
        }
        let draft = PurchaseDraft {
            kind: None,
            vendor: self.vendor(order.vendor),
            lines,
            eta: self.in_days(order.expected),
            note: order.note.to_owned(),
        };
        let then = self.days_ago(order.written);
        let key = IdempotencyKey::generate();
        Ok(create(&then, self.manager, &draft, key).await?.id)
    }

    async fn send(&self, id: PurchaseOrderId, days: i64) -> Result<(), Error> {
        let then = hours_ago(self.services, days * 24 + 2);
        send(&then, self.manager, id, 1, IdempotencyKey::generate()).await?;
        Ok(())
    }

    /// The vendor says when, and a first parcel comes.
    async fn receive_a_part(&self, id: PurchaseOrderId) -> Result<(), Error> {
        let eta = self.in_days(ON_ITS_WAY.expected).ok_or(Error::NotFound)?;
        let then = self.days_ago(10);
        confirm(&then, self.manager, id, 2, eta, IdempotencyKey::generate()).await?;
        let order = show(self.services, self.manager, id).await?;
        let lines = order.lines.iter().zip(CAME);
        let delivery = ReceiptDraft {
            location: self.place(SAFE),
            lines: lines
                .map(|(line, quantity)| ReceivedDraft::of(line.id, quantity))
                .collect(),
            ..ReceiptDraft::default()
        };
        let then = self.days_ago(2);
        let key = IdempotencyKey::generate();
        receive(&then, self.manager, id, order.version, &delivery, key).await?;
        Ok(())
    }

    /// Casting grain by the gram: bought, and some of it carried to the bench.
    async fn grain(&self) -> Result<(), Error> {
        let grain = BulkDraft {
            code: "GRAIN-14KY".into(),
            name: "Casting grain, 14K yellow".into(),
            unit: Unit::Gram,
            metal: Some(Metal::Gold14k(Colour::Yellow)),
        };
        let grain = self.keep(&grain).await?;
        let bought = self.bought("180", "7560");
        self.step(grain, 26, &bought).await?;
        self.step(grain, 9, &self.to_the_bench("42.5")).await
    }

    /// Chain by the centimetre: some of it went into repairs, which a count brought to light.
    async fn chain(&self) -> Result<(), Error> {
        let chain = BulkDraft {
            code: "CHAIN-110".into(),
            name: "Cable chain 1.1 mm, 14K yellow".into(),
            unit: Unit::Centimetre,
            metal: Some(Metal::Gold14k(Colour::Yellow)),
        };
        let chain = self.keep(&chain).await?;
        self.step(chain, 20, &self.bought("600", "1740")).await?;
        self.step(chain, 14, &self.to_the_bench("120")).await?;
        let counted = BulkStep::Count {
            at: self.place(BENCH),
            quantity: "96.5".into(),
            reason: "Two repairs since it was cut".into(),
        };
        self.step(chain, 1, &counted).await
    }

    fn bought(&self, quantity: &str, cost: &str) -> BulkStep {
        BulkStep::Receive {
            to: self.place(SAFE),
            quantity: quantity.to_owned(),
            cost: cost.to_owned(),
            source: Source::Purchase,
            vendor: self.vendor("Bench & Anvil Casting"),
        }
    }

    fn to_the_bench(&self, quantity: &str) -> BulkStep {
        BulkStep::Move {
            from: self.place(SAFE),
            to: self.place(BENCH),
            quantity: quantity.to_owned(),
        }
    }

    async fn keep(&self, item: &BulkDraft) -> Result<BulkItemId, Error> {
        let then = self.days_ago(30);
        let key = IdempotencyKey::generate();
        Ok(create_bulk(&then, self.manager, item, key).await?.id)
    }

    async fn step(&self, item: BulkItemId, days: i64, step: &BulkStep) -> Result<(), Error> {
        let then = self.days_ago(days);
        bulk_step(&then, self.manager, item, step, IdempotencyKey::generate()).await
    }
}
