//! The demo's bench: two people with hours, a piece in each stage of being made.

use super::house::Hired;
use super::time::hours_ago;
use crate::bench::{finish, issue_metal, open, routes, save_jeweler, show, step};
use crate::orders::{act, place, show as show_order};
use crate::stock::{bulk, locations};
use crate::{Caller, Error, Services, Staff};
use domain::bench::{FinishDraft, JewelerDraft, JobDraft, MetalIssue, StepDeed, StepRequest};
use domain::ids::{
    BenchJobId, BulkItemId, CustomerId, IdempotencyKey, LocationId, OrderId, RouteId,
};
use domain::orders::act::{Details, Request};
use domain::orders::draft::{Making, NewLine, NewOrder};
use domain::orders::{Action, Delivery, Kind};
use domain::payments::{Method, NewPayment};

/// Hours on each day from Monday to Friday, and what one costs.
const HOURS: [(&str, &str); 2] = [("6", "48"), ("2", "60")];

const GRAIN: &str = "GRAIN-14KY";
const BENCH: &str = "BENCH-1";

pub(super) async fn fill(
    services: &Services,
    shop: &Hired,
    customers: &[CustomerId],
) -> Result<(), Error> {
    let manager = Caller::from(&shop.manager);
    for (staff, (daily, rate)) in [shop.jeweler, shop.manager.id].into_iter().zip(HOURS) {
        let mut draft = JewelerDraft {
            rate: rate.into(),
            ..JewelerDraft::default()
        };
        for day in &mut draft.week[..5] {
            *day = daily.into();
        }
        let then = hours_ago(services, 30 * 24);
        save_jeweler(&then, manager, staff, None, &draft, key()).await?;
    }
    let kept = bulk(services, manager).await?;
    let places = locations(services, manager).await?;
    let grain = kept.iter().find(|item| item.code == GRAIN);
    let bench = places.iter().find(|place| place.code == BENCH);
    let Some((grain, bench)) = grain.zip(bench) else {
        return Ok(());
    };
    let story = Told {
        services,
        shop,
        jeweler: Staff {
            id: shop.jeweler,
            name: "Tomás Ferreira".into(),
            role: domain::staff::Role::Jeweler,
            store: shop.manager.store,
        },
        grain: grain.id,
        bench: bench.id,
    };
    let customer = |index: usize| customers.get(index).copied();
    story.signet(customer(7)).await?;
    story.bangle(customer(9)).await?;
    story.chain(customer(3)).await?;
    story.for_stock().await
}

fn key() -> IdempotencyKey {
    IdempotencyKey::generate()
}

struct Told<'a> {
    services: &'a Services,
    shop: &'a Hired,
    jeweler: Staff,
    grain: BulkItemId,
    bench: LocationId,
}

impl Told<'_> {
    /// A signet ring with its metal issued and its first steps done.
    async fn signet(&self, customer: Option<CustomerId>) -> Result<(), Error> {
        let Some(customer) = customer else {
            return Ok(());
        };
        let job = self
            .made(
                customer,
                "Signet ring, oval, 14K yellow",
                "1450",
                "Custom make",
                8,
            )
            .await?;
        self.metal(job, 7, "9.2").await?;
        self.work(job, 7, "4").await?;
        self.work(job, 5, "2.25").await?;
        self.start(job, 2).await
    }

    /// A bangle that is finished, and waits for its check.
    async fn bangle(&self, customer: Option<CustomerId>) -> Result<(), Error> {
        let Some(customer) = customer else {
            return Ok(());
        };
        let job = self
            .made(
                customer,
                "Hammered bangle, 14K yellow",
                "2600",
                "Assembly",
                11,
            )
            .await?;
        self.metal(job, 10, "14.5").await?;
        self.work(job, 9, "2.5").await?;
        self.work(job, 3, "0.75").await?;
        let then = hours_ago(self.services, 2 * 24);
        let draft = FinishDraft {
            version: self.version(job).await?,
            weight: "14.2".into(),
            losses: vec![domain::bench::LossDraft {
                item: self.grain,
                quantity: "0.3".into(),
            }],
            ..FinishDraft::default()
        };
        finish(&then, (&self.jeweler).into(), job, &draft, key()).await?;
        Ok(())
    }

    /// A chain that nobody has begun with.
    async fn chain(&self, customer: Option<CustomerId>) -> Result<(), Error> {
        let Some(customer) = customer else {
            return Ok(());
        };
        self.made(
            customer,
            "Cable chain, made to 20 inches",
            "640",
            "Chain repair",
            1,
        )
        .await?;
        Ok(())
    }

    /// A pair of hoops for the window, in a hurry.
    async fn for_stock(&self) -> Result<(), Error> {
        let then = hours_ago(self.services, 20);
        let draft = JobDraft {
            title: "Hoop earrings, 14K yellow, for the window".into(),
            route: Some(self.route("Assembly").await?),
            jeweler: Some(self.shop.manager.id),
            rush: true,
            ..JobDraft::default()
        };
        open(&then, (&self.shop.manager).into(), &draft, key()).await?;
        Ok(())
    }

    /// An order for a piece that is made here, given to the jeweler; says which job makes it.
    async fn made(
        &self,
        customer: CustomerId,
        what: &str,
        price: &str,
        route: &str,
        days: i64,
    ) -> Result<BenchJobId, Error> {
        let then = hours_ago(self.services, days * 24 + 3);
        let sales = Caller::from(&self.shop.sales);
        let terms = crate::orders::terms_for_capture(&then, &self.shop.sales).await?;
        let line = NewLine {
            description: what.to_owned(),
            quantity: 1,
            unit_price: price.to_owned(),
            making: Making::Bench(self.route(route).await?),
            ..NewLine::default()
        };
        let mut order = NewOrder {
            kind: Kind::SpecialOrder,
            customer,
            lines: vec![line],
            quote: false,
            promise: None,
            deposit: String::new(),
            deposit_reason: String::new(),
            payment: None,
            delivery: Delivery::PickUp,
            ship_to: None,
            note: String::new(),
        };
        order.payment = Some(NewPayment {
            amount: deposit(&order, &terms)?,
            method: Method::CardTerminal,
            reference: "auth 0417 · 4242".into(),
        });
        let placed = place(&then, sales, &order, key()).await?;
        self.release(&then, placed.id).await
    }

    /// Puts the order at the bench.
    async fn release(&self, then: &Services, order: OrderId) -> Result<BenchJobId, Error> {
        let manager = Caller::from(&self.shop.manager);
        let shown = show_order(then, manager, order).await?;
        let request = Request {
            action: Action::MakeAtBench,
            version: shown.version,
            details: Details::default(),
            override_reason: String::new(),
        };
        act(then, manager, order, &request, key()).await?;
        let job = shown.lines.iter().find_map(|line| line.job.as_ref());
        job.map(|job| job.id).ok_or(Error::NotFound)
    }

    async fn route(&self, name: &str) -> Result<RouteId, Error> {
        let all = routes(self.services, (&self.shop.manager).into()).await?;
        let found = all.iter().find(|route| route.name == name);
        found.map(|route| route.id).ok_or(Error::NotFound)
    }

    async fn version(&self, job: BenchJobId) -> Result<i32, Error> {
        let shown = show(self.services, (&self.jeweler).into(), job).await?;
        Ok(shown.card.version)
    }

    async fn metal(&self, job: BenchJobId, days: i64, quantity: &str) -> Result<(), Error> {
        let then = hours_ago(self.services, days * 24);
        let issue = MetalIssue {
            version: self.version(job).await?,
            item: Some(self.grain),
            from: Some(self.bench),
            quantity: quantity.to_owned(),
        };
        issue_metal(&then, (&self.jeweler).into(), job, &issue, key()).await?;
        Ok(())
    }

    /// Does the step that the job is at, in so many hours.
    async fn work(&self, job: BenchJobId, days: i64, hours: &str) -> Result<(), Error> {
        self.start(job, days).await?;
        self.deed(job, days, StepDeed::Finish, hours).await
    }

    async fn start(&self, job: BenchJobId, days: i64) -> Result<(), Error> {
        self.deed(job, days, StepDeed::Start, "").await
    }

    async fn deed(
        &self,
        job: BenchJobId,
        days: i64,
        deed: StepDeed,
        hours: &str,
    ) -> Result<(), Error> {
        let then = hours_ago(self.services, days * 24);
        let jeweler = Caller::from(&self.jeweler);
        let card = show(&then, jeweler, job).await?.card;
        let Some(current) = card.step else {
            return Ok(());
        };
        let request = StepRequest {
            version: card.version,
            deed,
            hours: hours.to_owned(),
            cost: String::new(),
        };
        step(&then, jeweler, job, current.id, &request, key()).await?;
        Ok(())
    }
}

/// The deposit that the shop asks for an order, as somebody would type it.
fn deposit(
    order: &NewOrder,
    terms: &domain::orders::requests::CaptureTerms,
) -> Result<String, Error> {
    let catalogue = std::collections::HashMap::new();
    let checked = order.checked(&domain::orders::draft::Terms {
        currency: terms.currency,
        rates: terms.rates.clone(),
        deposit: terms.deposit,
        grants: terms.role.grants(),
        today: terms.today,
        catalogue: &catalogue,
        bench: &terms.bench,
    })?;
    let first = checked.milestones.first();
    Ok(first.map_or_else(String::new, |milestone| milestone.amount.plain()))
}
