//! Finding customers, and showing one.

use super::store::{self, Place};
use crate::{Caller, Error, Services};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::customers::{CustomerCard, CustomerDetail};
use domain::ids::CustomerId;
use domain::orders::requests::Page;
use domain::staff::Permission;
use uuid::Uuid;

/// How much of what was typed is looked at.
const MOST_WORDS: usize = 8;
const LONGEST: usize = 100;

/// What customers are looked for by: each word has to be found, somewhere in the name, the e-mail
/// address or the phone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words(pub(super) Vec<String>);

impl Words {
    fn of(typed: &str) -> Self {
        let typed: String = typed
            .chars()
            .take(LONGEST)
            .collect::<String>()
            .to_lowercase();
        let dialled = typed.chars().all(|c| !c.is_alphabetic() && c != '@');
        if dialled {
            // A phone number is stored as digits, however it was typed.
            let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
            return Self(
                Some(digits)
                    .filter(|digits| !digits.is_empty())
                    .into_iter()
                    .collect(),
            );
        }
        Self(
            typed
                .split_whitespace()
                .take(MOST_WORDS)
                .map(str::to_owned)
                .collect(),
        )
    }
}

/// The customers that match what was typed so far, the likeliest first.
pub async fn search(
    services: &Services,
    caller: Caller<'_>,
    typed: &str,
) -> Result<Vec<CustomerCard>, Error> {
    caller.require(Permission::ViewOrders)?;
    let words = Words::of(typed);
    if words.0.is_empty() {
        return Ok(vec![]);
    }
    store::search(&services.db, &words, typed.trim()).await
}

/// All customers by name, or those that match, page by page.
pub async fn list(
    services: &Services,
    caller: Caller<'_>,
    typed: &str,
    after: Option<&str>,
) -> Result<Page<CustomerCard>, Error> {
    const PAGE: usize = 50;
    long_list(services, caller, typed, after, PAGE).await
}

/// The same, so many to a page.
pub(super) async fn long_list(
    services: &Services,
    caller: Caller<'_>,
    typed: &str,
    after: Option<&str>,
    most: usize,
) -> Result<Page<CustomerCard>, Error> {
    caller.require(Permission::ViewOrders)?;
    let after = after.map(read_cursor).transpose()?;
    let mut items = store::page(&services.db, &Words::of(typed), after, most + 1).await?;
    let more = items.len() > most;
    items.truncate(most);
    let next = items.last().filter(|_| more).map(write_cursor);
    Ok(Page { items, next })
}

/// A customer in full.
pub async fn show(
    services: &Services,
    caller: Caller<'_>,
    id: CustomerId,
) -> Result<CustomerDetail, Error> {
    caller.require(Permission::ViewOrders)?;
    let mut connection = services.db.acquire().await?;
    store::detail(&mut connection, id)
        .await?
        .ok_or(Error::NotFound)
}

fn write_cursor(last: &CustomerCard) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}{}", last.id, last.name.to_lowercase()))
}

fn read_cursor(text: &str) -> Result<Place, Error> {
    let read = || {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let (id, name) = text.split_at_checked(36)?;
        Some(Place {
            id: Uuid::parse_str(id).ok()?,
            name: name.to_owned(),
        })
    };
    read().ok_or_else(|| {
        Error::field(
            "/after",
            "This page does not exist any more. Start from the first.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str) -> Vec<String> {
        Words::of(typed).0
    }

    #[test]
    fn a_phone_number_is_looked_for_by_its_digits() {
        assert_eq!(words("(212) 555-01"), ["21255501"]);
        assert_eq!(words("0142"), ["0142"]);
        assert_eq!(words(" ( "), Vec::<String>::new());
    }

    #[test]
    fn names_are_looked_for_word_by_word() {
        assert_eq!(words("Ana  DUARTE"), ["ana", "duarte"]);
        assert_eq!(words("ana@ex"), ["ana@ex"]);
        assert_eq!(words(""), Vec::<String>::new());
    }

    #[test]
    fn a_cursor_reads_back() {
        let last = CustomerCard {
            id: CustomerId::generate(),
            name: "Élodie".into(),
            phone: None,
            email: None,
        };
        let place = read_cursor(&write_cursor(&last)).unwrap();
        assert_eq!((place.id, place.name.as_str()), (last.id.uuid(), "élodie"));
        assert!(read_cursor("nonsense").is_err());
    }
}
