//! Finding pieces: one box, and filters that say how many they would leave.

use super::store::list::{self, After, LongRow, Match, Wanted};
use crate::db::Tx;
use crate::stores::StoreTerms;
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
    long_list(services, caller, filter, PAGE).await
}

/// The same, so many to a page.
pub(super) async fn long_list(
    services: &Services,
    caller: Caller<'_>,
    filter: &StockFilter,
    most: usize,
) -> Result<StockPage, Error> {
    caller.require(Permission::ViewOrders)?;
    let find = Find::of(services, caller, filter, most).await?;
    let (pieces, next) = find.matching(list::page).await?;
    Ok(StockPage { pieces, next })
}

/// The same with all that is kept of each piece, for a table.
pub(super) async fn rows(
    services: &Services,
    caller: Caller<'_>,
    filter: &StockFilter,
    most: usize,
) -> Result<(Vec<LongRow>, Option<String>), Error> {
    caller.require(Permission::ViewOrders)?;
    let find = Find::of(services, caller, filter, most).await?;
    find.matching(list::long_page).await
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

/// A page that is looked for.
struct Find<'a> {
    services: &'a Services,
    terms: StoreTerms,
    filter: &'a StockFilter,
    words: Vec<String>,
    most: usize,
}

impl<'a> Find<'a> {
    async fn of(
        services: &'a Services,
        caller: Caller<'_>,
        filter: &'a StockFilter,
        most: usize,
    ) -> Result<Self, Error> {
        let now = services.clock.now();
        Ok(Self {
            services,
            terms: stores::terms(&services.db, caller.store(), now).await?,
            filter,
            words: words(&filter.text),
            most,
        })
    }

    /// The page, read in one way or another. The next one goes on as it was found.
    async fn matching<T>(
        &self,
        read: impl AsyncFn(&mut Tx<'_>, &StoreTerms, &Wanted<'_>, usize) -> Found<T>,
    ) -> Result<(Vec<T>, Option<String>), Error> {
        let cursor = self
            .filter
            .cursor
            .as_deref()
            .map(Cursor::read)
            .transpose()?;
        match cursor {
            Some(cursor) if cursor.forgiving => {
                self.page(Match::Forgiving, Some(cursor), &read).await
            }
            Some(cursor) => self.page(Match::Exact, Some(cursor), &read).await,
            None => {
                let exact = self.page(Match::Exact, None, &read).await?;
                if exact.0.is_empty() && !self.words.is_empty() {
                    self.page(Match::Forgiving, None, &read).await
                } else {
                    Ok(exact)
                }
            }
        }
    }

    async fn page<T>(
        &self,
        how: Match,
        after: Option<Cursor>,
        read: &impl AsyncFn(&mut Tx<'_>, &StoreTerms, &Wanted<'_>, usize) -> Found<T>,
    ) -> Result<(Vec<T>, Option<String>), Error> {
        let after = after.map(|cursor| After {
            key: cursor.key,
            id: cursor.id,
        });
        let wanted = wanted(self.filter, &self.words, how, after);
        let mut tx = self.services.db.begin().await?;
        // One more than is shown tells whether there is a next page.
        let mut found = read(&mut tx, &self.terms, &wanted, self.most + 1).await?;
        let more = found.len() > self.most;
        found.truncate(self.most);
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
        Ok((found.into_iter().map(|(row, _)| row).collect(), next))
    }
}

type Found<T> = Result<Vec<(T, After)>, Error>;

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
