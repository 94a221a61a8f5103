//! Leafing through the catalogue.

use super::find::words;
use super::store::{self, After, Match};
use crate::{Caller, Error, Services, stores};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::catalogue::{Facets, StyleFilter, StylePage};
use domain::staff::Permission;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const PAGE: usize = 48;

/// Where a page ended, and how it was searched: the next one goes on in the same way.
#[derive(Serialize, Deserialize)]
struct Cursor {
    title: String,
    id: Uuid,
    forgiving: bool,
}

/// The styles that match, in the order of their titles, page by page. Slips of the finger are
/// forgiven where nothing matches to the letter.
pub async fn list(
    services: &Services,
    caller: Caller<'_>,
    filter: &StyleFilter,
) -> Result<StylePage, Error> {
    long_list(services, caller, filter, PAGE).await
}

/// The same, so many to a page.
pub(super) async fn long_list(
    services: &Services,
    caller: Caller<'_>,
    filter: &StyleFilter,
    most: usize,
) -> Result<StylePage, Error> {
    caller.require(Permission::ViewOrders)?;
    match filter.cursor.as_deref().map(Cursor::read).transpose()? {
        Some(cursor) => {
            let how = if cursor.forgiving {
                Match::Forgiving
            } else {
                Match::Exact
            };
            let after = After {
                title: cursor.title,
                id: cursor.id,
            };
            page(services, filter, how, Some(after), most).await
        }
        None => {
            let exact = page(services, filter, Match::Exact, None, most).await?;
            if exact.styles.is_empty() && !filter.text.trim().is_empty() {
                page(services, filter, Match::Forgiving, None, most).await
            } else {
                Ok(exact)
            }
        }
    }
}

/// The categories and vendors by which the list can be narrowed, and the store's currency.
pub async fn facets(services: &Services, caller: Caller<'_>) -> Result<Facets, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    store::facets(&services.db, terms.currency).await
}

async fn page(
    services: &Services,
    filter: &StyleFilter,
    how: Match,
    after: Option<After>,
    most: usize,
) -> Result<StylePage, Error> {
    let mut tx = services.db.begin().await?;
    if how == Match::Forgiving {
        store::forgive(&mut tx).await?;
    }
    let wanted = store::Wanted {
        words: &words(&filter.text),
        how,
        category: filter.category.as_deref(),
        vendor: filter.vendor,
        after: after.as_ref(),
    };
    // One more than is shown tells whether there is a next page.
    let mut styles = store::page(&mut tx, &wanted, most + 1).await?;
    let more = styles.len() > most;
    styles.truncate(most);
    let next = match styles.last() {
        Some(last) if more => Some(
            Cursor {
                title: last.title.clone(),
                id: last.id.uuid(),
                forgiving: how == Match::Forgiving,
            }
            .write()?,
        ),
        _ => None,
    };
    Ok(StylePage { styles, next })
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
