//! Custom orders against a real Postgres.

mod approval;
mod cancelling;
mod goods;
mod journey;
mod refusing;

use super::{add_final_photo, keep_file, policy, save_policy, take_inquiry};
use crate::Caller;
use crate::orders::repair::tests::{Desk, hours, in_order, key, refusal, signed};
use crate::testing::House;
use crate::{Error, Staff};
use domain::measures::{Colour, Metal};
use domain::orders::Action;
use domain::orders::act::Details;
use domain::orders::custom::estimate_draft::{NewEstimate, NewStones};
use domain::orders::custom::inquiry::{NewBrief, NewInquiry};
use domain::orders::custom::policy::PolicyDraft;
use domain::orders::custom::rounds::{NewFile, NewRound};
use domain::orders::custom::view::CustomView;
use domain::orders::requests::Acted;

/// A ring whose parts come to 1,000.00: 2,000.00 with the keystone, 2,177.50 with tax.
fn ring() -> NewEstimate {
    NewEstimate {
        description: "Oval ring, four prongs".into(),
        ring_size: "6½".into(),
        stones: vec![NewStones {
            words: "lab-grown diamond, oval".into(),
            count: "1".into(),
            carat: "1.5".into(),
            unit_price: "700".into(),
            setting: "60".into(),
            own: false,
        }],
        labour: "240".into(),
        ..NewEstimate::default()
    }
}

/// The same in gold, at a price of today.
fn in_gold() -> NewEstimate {
    NewEstimate {
        metal: Some(Metal::Gold14k(Colour::White)),
        grams: "6.2".into(),
        spot: "2650".into(),
        spot_source: "Kitco".into(),
        casting: "45".into(),
        ..ring()
    }
}

fn inquiry(customer: domain::ids::CustomerId) -> NewInquiry {
    NewInquiry {
        customer,
        title: "Engagement ring".into(),
        brief: NewBrief {
            wish: "Something like my grandmother’s".into(),
            budget: "3000".into(),
            ..NewBrief::default()
        },
    }
}

/// A custom order at hand, and the steps that tests take with it.
struct Atelier<'a>(Desk<'a>);

impl<'a> std::ops::Deref for Atelier<'a> {
    type Target = Desk<'a>;
    fn deref(&self) -> &Desk<'a> {
        &self.0
    }
}

impl<'a> Atelier<'a> {
    async fn inquiry(house: &'a House) -> Self {
        let ana = house.customer("Ana Ruiz").await;
        let caller = (&house.sales).into();
        let placed = take_inquiry(&house.services, caller, &inquiry(ana), key())
            .await
            .unwrap();
        Self(Desk {
            house,
            order: placed.id,
            number: placed.number,
        })
    }

    /// A ring of which the customer accepted the estimate and paid for the design.
    async fn in_design(house: &'a House) -> Self {
        let desk = Self::inquiry(house).await;
        desk.estimate(ring()).await.unwrap();
        desk.agree(Action::AcceptQuote).await.unwrap();
        desk.pay("350").await.unwrap();
        desk
    }

    /// A ring whose first round was approved.
    async fn approved(house: &'a House) -> Self {
        let desk = Self::in_design(house).await;
        desk.show_round("one").await.unwrap();
        desk.agree(Action::Approve).await.unwrap();
        desk
    }

    /// A ring at the bench: half of it is paid.
    async fn in_production(house: &'a House) -> Self {
        hours(house).await;
        let desk = Self::approved(house).await;
        desk.pay("738.75").await.unwrap();
        desk.step(Action::StartWork).await;
        desk
    }

    async fn custom(&self) -> CustomView {
        *self.shown().await.custom.unwrap()
    }

    async fn estimate(&self, estimate: NewEstimate) -> Result<Acted, Error> {
        let details = Details {
            estimate,
            ..Details::default()
        };
        self.act(Action::SendEstimate, details).await
    }

    async fn change(&self, estimate: NewEstimate, reason: &str) -> Result<Acted, Error> {
        let details = Details {
            estimate,
            reason: reason.into(),
            ..Details::default()
        };
        self.act(Action::ChangeOrder, details).await
    }

    /// Shows a drawing that holds some words.
    async fn show_round(&self, words: &str) -> Result<Acted, Error> {
        let hash = drawing(self.house, &self.house.sales, words).await.unwrap();
        let design = NewRound {
            note: format!("Round {words}"),
            files: vec![NewFile {
                hash,
                name: format!("{words}.pdf"),
            }],
            public: true,
        };
        let details = Details {
            design,
            ..Details::default()
        };
        self.act(Action::ShowDesign, details).await
    }

    async fn agree(&self, action: Action) -> Result<Acted, Error> {
        let details = Details {
            received_by: "Ana Ruiz".into(),
            signature: signed(),
            ..Details::default()
        };
        self.act(action, details).await
    }

    async fn ask_for_changes(&self, wishes: &str) -> Result<Acted, Error> {
        let details = Details {
            received_by: "Ana Ruiz".into(),
            reason: wishes.into(),
            ..Details::default()
        };
        self.act(Action::RequestChanges, details).await
    }

    async fn finish_at_bench(&self) {
        let jobs = self.jobs().await;
        assert_eq!(jobs.len(), 1);
        self.work(jobs[0]).await;
    }

    async fn photograph(&self) {
        let caller = (&self.house.jeweler).into();
        let url = format!("/photos/{}.jpg", "e".repeat(64));
        add_final_photo(&self.house.services, caller, self.order, &url, key())
            .await
            .unwrap();
    }
}

/// Sends a file that holds some words; gives its hash.
async fn drawing(house: &House, who: &Staff, words: &str) -> Result<String, Error> {
    let file = format!("%PDF-1.7 {words}").into_bytes();
    let kept = keep_file(&house.services, who.into(), file).await?;
    Ok(kept.hash)
}

/// Changes what the shop asks for.
async fn set_policy(house: &House, change: impl FnOnce(&mut PolicyDraft)) {
    let (services, manager) = (&house.services, Caller::from(&house.manager));
    let policy = policy(services, manager).await.unwrap();
    let mut draft = PolicyDraft::from(&policy);
    change(&mut draft);
    save_policy(services, manager, policy.version, &draft, key())
        .await
        .unwrap();
}
