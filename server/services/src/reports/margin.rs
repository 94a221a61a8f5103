//! Margin of what was handed over in a period, and the orders behind each figure.

use super::store::{self, Sales};
use crate::place::Place;
use crate::{Caller, Error, Services, stores};
use domain::money::{Currency, Money};
use domain::orders::Kind;
use domain::reports::Period;
use domain::reports::margin::{
    Figures, Grouping, MarginOrder, MarginOrders, MarginReport, MarginRow, Quoted,
};
use domain::staff::Permission;

const PAGE: u16 = 50;

/// The margin of a period, the present month where none is given.
pub async fn margin(
    services: &Services,
    caller: Caller<'_>,
    period: Option<Period>,
    grouping: Grouping,
) -> Result<MarginReport, Error> {
    caller.require(Permission::ViewCost)?;
    let terms = stores::terms(&services.reports, caller.store(), services.clock.now()).await?;
    let period = period.unwrap_or_else(|| Period::month_of(terms.today));
    let sales = Sales {
        store: caller.store(),
        period,
        grouping,
    };
    let mut rows = Vec::new();
    let mut total = (0, nothing(terms.currency));
    for group in store::groups(&services.reports, &sales).await? {
        let figures = figures(&group.sums, terms.currency)?;
        let orders = u32::try_from(group.orders).unwrap_or(u32::MAX);
        match group.key {
            None => total = (orders, figures),
            Some(key) => rows.push(MarginRow {
                label: label(grouping, &key, group.label)?,
                key,
                orders,
                figures,
            }),
        }
    }
    Ok(MarginReport {
        period,
        grouping,
        rows,
        orders: total.0,
        total: total.1,
        today: terms.today,
    })
}

/// A page of the orders behind a row of the report, the newest first.
pub async fn margin_orders(
    services: &Services,
    caller: Caller<'_>,
    period: Period,
    grouping: Grouping,
    key: &str,
    after: Option<&str>,
) -> Result<MarginOrders, Error> {
    caller.require(Permission::ViewCost)?;
    let after = Place::read(after)?;
    let currency = currency(services, caller).await?;
    let sales = Sales {
        store: caller.store(),
        period,
        grouping,
    };
    let mut rows = store::orders(&services.reports, &sales, key, after, PAGE + 1).await?;
    let more = rows.len() > usize::from(PAGE);
    rows.truncate(usize::from(PAGE));
    let next = rows.last().filter(|_| more).map(|last| {
        let place = Place {
            date: last.business_date,
            id: last.order_id,
        };
        place.to_string()
    });
    let known = rows.first().map(|row| row.label.clone());
    let label = label(grouping, key, known.unwrap_or_default())?;
    let orders = rows.into_iter().map(|row| order(row, currency));
    Ok(MarginOrders {
        label,
        orders: orders.collect::<Result<_, _>>()?,
        next,
    })
}

async fn currency(services: &Services, caller: Caller<'_>) -> Result<Currency, Error> {
    let now = services.clock.now();
    let terms = stores::terms(&services.reports, caller.store(), now).await?;
    Ok(terms.currency)
}

fn order(row: store::OrderRow, currency: Currency) -> Result<MarginOrder, Error> {
    Ok(MarginOrder {
        id: row.order_id.into(),
        number: row.number,
        customer_name: row.customer_name,
        title: row.title,
        date: row.business_date,
        figures: figures(&row.sums, currency)?,
    })
}

/// Kinds have their words in the domain; people and styles have theirs in the database.
fn label(grouping: Grouping, key: &str, stored: String) -> Result<String, Error> {
    match grouping {
        Grouping::Kind => {
            let kind: Kind = key.parse().map_err(|_| Error::NotFound)?;
            Ok(kind.label().to_owned())
        }
        Grouping::Salesperson | Grouping::Style => Ok(stored),
    }
}

fn figures(sums: &store::Sums, currency: Currency) -> Result<Figures, Error> {
    let quoted = match (sums.quoted_revenue, sums.quoted_cost) {
        (Some(revenue), Some(cost)) => Some(Quoted {
            revenue: Money::new(revenue, currency)?,
            cost: Money::new(cost, currency)?,
        }),
        _ => None,
    };
    Ok(Figures {
        revenue: Money::new(sums.revenue, currency)?,
        cost: Money::new(sums.cost, currency)?,
        quoted,
    })
}

fn nothing(currency: Currency) -> Figures {
    Figures {
        revenue: Money::zero(currency),
        cost: Money::zero(currency),
        quoted: None,
    }
}
