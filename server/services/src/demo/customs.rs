//! The demo's custom orders: wishes, estimates, and rings that are drawn and made.

use super::house::Hired;
use super::time::hours_ago;
use crate::orders::custom::{keep_file, take_inquiry};
use crate::orders::{act, pay, show};
use crate::{Caller, Error, Services};
use domain::ids::{CustomerId, IdempotencyKey, OrderId};
use domain::measures::{Colour, Metal};
use domain::orders::Action;
use domain::orders::act::{Details, Request, Signature};
use domain::orders::custom::estimate_draft::{NewEstimate, NewStones};
use domain::orders::custom::inquiry::{NewBrief, NewInquiry};
use domain::orders::custom::rounds::{NewFile, NewRound};
use domain::orders::requests::PaymentRequest;
use domain::payments::{Method, NewPayment};
use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// How far a custom order has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Until {
    Inquiry,
    Estimated,
    Shown,
    InProduction,
}

/// Whose it is, what it is about, what they have in mind, how many days ago, how far.
type Story = (usize, &'static str, &'static str, i64, Until);

const STORIES: &[Story] = &[
    (
        3,
        "A pair of earrings",
        "Something with my mother's pearls, for every day.",
        1,
        Until::Inquiry,
    ),
    (
        2,
        "Anniversary band",
        "Ten diamonds for ten years, flush with the band.",
        3,
        Until::Estimated,
    ),
    (
        5,
        "Engagement ring",
        "An oval, low on the hand, that does not catch on gloves.",
        4,
        Until::Shown,
    ),
    (
        1,
        "Signet ring",
        "With the fern of the house that we grew up in.",
        6,
        Until::InProduction,
    ),
];

pub(super) async fn fill(
    services: &Services,
    shop: &Hired,
    customers: &[CustomerId],
) -> Result<(), Error> {
    for story in STORIES {
        if let Some(customer) = customers.get(story.0) {
            tell(services, shop, *customer, story).await?;
        }
    }
    Ok(())
}

async fn tell(
    services: &Services,
    shop: &Hired,
    customer: CustomerId,
    story: &Story,
) -> Result<(), Error> {
    let (_, title, wish, days, until) = *story;
    let then = hours_ago(services, days * 24 + 3);
    let manager = Caller::from(&shop.manager);
    let inquiry = NewInquiry {
        customer,
        title: title.into(),
        brief: NewBrief {
            wish: wish.into(),
            budget: "4500".into(),
            ..NewBrief::default()
        },
    };
    let sales = Caller::from(&shop.sales);
    let placed = take_inquiry(&then, sales, &inquiry, IdempotencyKey::generate()).await?;
    let told = Told {
        then: &then,
        manager,
        order: placed.id,
    };
    if until >= Until::Estimated {
        told.estimate(title).await?;
    }
    if until >= Until::Shown {
        told.agree(Action::AcceptQuote).await?;
        told.pay("350").await?;
        told.show_round().await?;
    }
    if until >= Until::InProduction {
        told.agree(Action::Approve).await?;
        told.pay("1500").await?;
        told.step(Action::StartWork, Details::default()).await?;
    }
    Ok(())
}

/// A custom order in the hands of the manager, at the time of the story.
struct Told<'a> {
    then: &'a Services,
    manager: Caller<'a>,
    order: OrderId,
}

impl Told<'_> {
    async fn step(&self, action: Action, details: Details) -> Result<(), Error> {
        let request = Request {
            action,
            version: show(self.then, self.manager, self.order).await?.version,
            details,
            override_reason: String::new(),
        };
        let key = IdempotencyKey::generate();
        act(self.then, self.manager, self.order, &request, key).await?;
        Ok(())
    }

    async fn agree(&self, action: Action) -> Result<(), Error> {
        let signature = Signature::Drawn("M40 130 L 70 60 L 95 140 L 130 80 L 160 130".into());
        let details = Details {
            received_by: show(self.then, self.manager, self.order)
                .await?
                .customer
                .name,
            signature: Some(signature),
            ..Details::default()
        };
        self.step(action, details).await
    }

    async fn estimate(&self, title: &str) -> Result<(), Error> {
        let estimate = NewEstimate {
            description: format!("{title}, made by hand"),
            ring_size: "6½".into(),
            metal: Some(Metal::Gold18k(Colour::Yellow)),
            grams: "7.4".into(),
            spot: "2648.50".into(),
            spot_source: "LBMA PM".into(),
            casting: "55".into(),
            stones: vec![NewStones {
                words: "natural diamond, oval".into(),
                count: "1".into(),
                carat: "0.42".into(),
                unit_price: "640".into(),
                setting: "65".into(),
                own: false,
            }],
            labour: "360".into(),
            findings: "20".into(),
            ..NewEstimate::default()
        };
        let details = Details {
            estimate,
            ..Details::default()
        };
        self.step(Action::SendEstimate, details).await
    }

    async fn show_round(&self) -> Result<(), Error> {
        let file = keep_file(self.then, self.manager, drawing()?).await?;
        let details = Details {
            design: NewRound {
                note: "From the front, with the stone low in its bezel.".into(),
                files: vec![NewFile {
                    hash: file.hash,
                    name: "front.png".into(),
                }],
                public: true,
            },
            ..Details::default()
        };
        self.step(Action::ShowDesign, details).await
    }

    async fn pay(&self, amount: &str) -> Result<(), Error> {
        let request = PaymentRequest {
            version: None,
            payment: NewPayment {
                amount: amount.into(),
                method: Method::CardTerminal,
                reference: String::new(),
            },
        };
        let key = IdempotencyKey::generate();
        pay(self.then, self.manager, self.order, &request, key).await?;
        Ok(())
    }
}

/// A ring from the front, as a designer might sketch it.
fn drawing() -> Result<Vec<u8>, Error> {
    const SIDE: u32 = 600;
    let picture = RgbImage::from_fn(SIDE, SIDE, |x, y| Rgb(colour(x, y)));
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .map_err(Error::internal)?;
    Ok(bytes.into_inner())
}

/// A band of gold with a stone on top, on paper.
fn colour(x: u32, y: u32) -> [u8; 3] {
    let squared =
        |x0: u32, y0: u32| u64::from(x.abs_diff(x0)).pow(2) + u64::from(y.abs_diff(y0)).pow(2);
    let stone = u64::from(x.abs_diff(300)).pow(2) * 4 + u64::from(y.abs_diff(150)).pow(2) * 9;
    if stone < 19_600 {
        [226, 238, 240]
    } else if stone < 27_000 {
        [176, 138, 64]
    } else if (160_u64.pow(2)..190_u64.pow(2)).contains(&squared(300, 350)) {
        [203, 164, 88]
    } else {
        [250, 246, 238]
    }
}
