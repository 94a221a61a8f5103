//! What the gates of a custom order look at.

use super::revisions;
use crate::Error;
use domain::ids::OrderId;
use domain::money::Money;
use domain::orders::Kind;
use domain::orders::custom::policy::Policy;
use domain::orders::lifecycle::CustomFacts;
use sqlx::PgConnection;

/// How a custom order stands.
#[derive(Debug, Clone, Copy)]
pub(in crate::orders) struct Stand {
    /// Whether its customer approved what stands now.
    pub approved: bool,
    /// What the shop keeps for the design.
    pub design_fee: Money,
    /// The deposit on which work was begun.
    pub begun: Option<Money>,
    pub facts: CustomFacts,
}

/// Reads how an order that comes to `total` stands; none of another kind.
pub(in crate::orders) async fn stand(
    db: &mut PgConnection,
    (order, kind): (OrderId, Kind),
    total: Money,
) -> Result<Option<Stand>, Error> {
    if kind != Kind::Custom {
        return Ok(None);
    }
    let Some(current) = revisions::current(db, order, total).await? else {
        return Ok(Some(Stand {
            approved: false,
            design_fee: Money::zero(total.currency()),
            begun: None,
            facts: CustomFacts {
                nothing_shown: true,
                photos_missing: true,
            },
        }));
    };
    let held = current.policy.clone().map(serde_json::from_value);
    let policy: Option<Policy> = held.transpose()?;
    let policy = policy.ok_or_else(|| Error::internal("a price was told without its terms"))?;
    Ok(Some(Stand {
        approved: current.is_approved(),
        design_fee: policy.design_fee,
        begun: current.begun,
        facts: CustomFacts {
            nothing_shown: current.round.is_none(),
            photos_missing: policy.final_photos && !current.photographed,
        },
    }))
}
