//! Finding pieces: one box, and filters that say how many they would leave.

use super::store::list::{self, After, Match, Wanted};
use crate::{Caller, Error, Services, stores};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::ids::PieceId;
use domain::measures::decimal;
use domain::staff::Permission;
use domain::stock::{StockFilter, StockOrder, StockPage, StoneFacets, scan_code};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const PAGE: usize = 50;
/// More words than these add nothing to what somebody looks for.
const MOST_WORDS: usize = 8;
const LONGEST_WORD: usize = 60;

/// Where a page ended, and how it was searched: the next one goes on in the same way.
#[derive(Serialize, Deserialize)]
struct Cursor {
    key: String,
    id: Uuid,
    forgiving: bool,
}

/// The pieces of the caller's store that match, page by page. Slips of the finger are forgiven
/// where nothing matches to the letter.
pub async fn list(
    services: &Services,
    caller: Caller<'_>,
    filter: &StockFilter,
) -> Result<StockPage, Error> {
    caller.require(Permission::ViewOrders)?;
    let cursor = filter.cursor.as_deref().map(Cursor::read).transpose()?;
    match cursor {
        Some(cursor) if cursor.forgiving => {
            page(services, caller, filter, Match::Forgiving, Some(cursor)).await
        }
        Some(cursor) => page(services, caller, filter, Match::Exact, Some(cursor)).await,
        None => {
            let exact = page(services, caller, filter, Match::Exact, None).await?;
            if exact.pieces.is_empty() && !filter.text.trim().is_empty() {
                page(services, caller, filter, Match::Forgiving, None).await
            } else {
                Ok(exact)
            }
        }
    }
}

/// How many loose stones each filter would leave.
pub async fn facets(
    services: &Services,
    caller: Caller<'_>,
    filter: &StockFilter,
) -> Result<StoneFacets, Error> {
    caller.require(Permission::ViewOrders)?;
    let words = words(&filter.text);
    let wanted = wanted(filter, &words, Match::Exact, None);
    list::facets(&services.db, caller.store(), &wanted).await
}

/// The piece that carries this serial, whatever became of it: what a scanner reads.
pub async fn with_serial(
    services: &Services,
    caller: Caller<'_>,
    serial: &str,
) -> Result<Option<PieceId>, Error> {
    caller.require(Permission::ViewOrders)?;
    match scan_code(serial) {
        Ok(serial) => list::with_serial(&services.db, caller.store(), &serial).await,
        // What can't be a serial is nobody's.
        Err(_) => Ok(None),
    }
}

async fn page(
    services: &Services,
    caller: Caller<'_>,
    filter: &StockFilter,
    how: Match,
    after: Option<Cursor>,
) -> Result<StockPage, Error> {
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let words = words(&filter.text);
    let after = after.map(|cursor| After {
        key: cursor.key,
        id: cursor.id,
    });
    let wanted = wanted(filter, &words, how, after);
    let mut tx = services.db.begin().await?;
    // One more than is shown tells whether there is a next page.
    let mut found = list::page(&mut tx, &terms, &wanted, PAGE + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = match found.last() {
        Some((_, last)) if more => Some(
            Cursor {
                key: last.key.clone(),
                id: last.id,
                forgiving: how == Match::Forgiving,
            }
            .write()?,
        ),
        _ => None,
    };
    Ok(StockPage {
        pieces: found.into_iter().map(|(piece, _)| piece).collect(),
        next,
    })
}

fn wanted<'a>(
    filter: &'a StockFilter,
    words: &'a [String],
    how: Match,
    after: Option<After>,
) -> Wanted<'a> {
    // What can't be read doesn't filter: the field says so itself.
    let number = |text: &str| -> Option<Decimal> { decimal(text).ok() };
    Wanted {
        filter,
        words,
        how,
        carat: (number(&filter.carat_from), number(&filter.carat_to)),
        price: (number(&filter.price_from), number(&filter.price_to)),
        order: filter.order.unwrap_or(StockOrder::Newest),
        after,
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || c.is_control() || c == ',')
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| word.to_lowercase().chars().take(LONGEST_WORD).collect())
        .collect()
}

impl Cursor {
    fn read(text: &str) -> Result<Self, Error> {
        BASE64_URL_SAFE_NO_PAD
            .decode(text)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .ok_or_else(|| Error::field("/cursor", "This cursor is not one of ours."))
    }

    fn write(&self) -> Result<String, Error> {
        Ok(BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(self)?))
    }
}
