//! The journal's filter as it stands in the address.

use crate::href;
use domain::ledger::view::JournalFilter;
use leptos_router::params::ParamsMap;
use std::str::FromStr;

/// Reads the address. What can't be read doesn't filter.
pub(super) fn read(query: &ParamsMap) -> JournalFilter {
    JournalFilter {
        from: get(query, "from"),
        to: get(query, "to"),
        account: get(query, "account"),
        kind: get(query, "kind"),
        order: get(query, "order").unwrap_or_default(),
        after: None,
    }
}

fn get<T: FromStr>(query: &ParamsMap, name: &str) -> Option<T> {
    query.get_str(name)?.trim().parse().ok()
}

/// The address that shows or exports what a filter lets through.
pub(super) fn href(path: &str, filter: &JournalFilter) -> String {
    let text = |date: Option<chrono::NaiveDate>| date.map(|d| d.to_string()).unwrap_or_default();
    href::href(
        path,
        &[
            ("from", &text(filter.from)),
            ("to", &text(filter.to)),
            ("account", filter.account.map_or("", |a| a.code())),
            ("kind", filter.kind.map_or("", |k| k.code())),
            ("order", &filter.order),
        ],
    )
}

/// Whether anything is filtered at all.
pub(super) fn is_empty(filter: &JournalFilter) -> bool {
    *filter == JournalFilter::default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ledger::{Account, EntryKind};

    #[test]
    fn an_address_can_be_shared() {
        let filter = JournalFilter {
            from: "2026-11-01".parse().ok(),
            account: Some(Account::Deposits),
            kind: Some(EntryKind::HandOver),
            order: "SO-10001".into(),
            ..JournalFilter::default()
        };
        let href = href("/journal", &filter);
        assert_eq!(
            href,
            "/journal?from=2026-11-01&account=2100&kind=hand_over&order=SO-10001"
        );
        let pairs = href.split_once('?').unwrap().1.split('&');
        let query: ParamsMap = pairs
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        assert_eq!(read(&query), filter);
    }

    #[test]
    fn nonsense_in_the_address_filters_nothing() {
        let query: ParamsMap = [("from", "yesterday"), ("account", "9"), ("kind", "")]
            .into_iter()
            .collect();
        assert!(is_empty(&read(&query)));
    }
}
