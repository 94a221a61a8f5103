//! Lists as tables: what each list's screen shows, all pages of it.

use super::{Refused, attachment, json, staff};
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::request::Parts;
use axum::response::Response;
use futures::{Stream, stream};
use serde::Deserialize;
use services::tables::{Format, Table};
use services::{Caller, Error, Services};
use services::{
    catalogue, customers, ledger, memo_in, orders, purchasing, reports, stock, wholesale,
};
use std::fs::File;
use std::io::Read;

/// The lists that can be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Stock,
    Bulk,
    Orders,
    Memos,
    MemosIn,
    Purchases,
    Customers,
    Catalogue,
    Journal,
    Margin,
    Accounts,
    Invoices,
}

impl List {
    pub(super) const ALL: [Self; 12] = [
        Self::Stock,
        Self::Bulk,
        Self::Orders,
        Self::Memos,
        Self::MemosIn,
        Self::Purchases,
        Self::Customers,
        Self::Catalogue,
        Self::Journal,
        Self::Margin,
        Self::Accounts,
        Self::Invoices,
    ];

    /// The address of its screen.
    pub(super) const fn address(self) -> &'static str {
        match self {
            Self::Stock => "/stock",
            Self::Bulk => "/stock/bulk",
            Self::Orders => "/orders",
            Self::Memos => "/memos",
            Self::MemosIn => "/memos/in",
            Self::Purchases => "/purchasing",
            Self::Customers => "/customers",
            Self::Catalogue => "/catalogue",
            Self::Journal => "/journal",
            Self::Margin => "/margin",
            Self::Accounts => "/wholesale",
            Self::Invoices => "/wholesale/invoices",
        }
    }

    /// Its table. What is asked of it is what its screen asks.
    async fn table(
        self,
        services: &Services,
        caller: Caller<'_>,
        filter: &str,
        format: Format,
    ) -> Result<Table, Error> {
        match self {
            Self::Stock => stock::export(services, caller, &json(filter)?, format).await,
            Self::Bulk => stock::export_bulk(services, caller, format).await,
            Self::Orders => orders::export(services, caller, &json(filter)?, format).await,
            Self::Memos => orders::memo::export(services, caller, &json(filter)?, format).await,
            Self::MemosIn => memo_in::export(services, caller, &json(filter)?, format).await,
            Self::Purchases => purchasing::export(services, caller, &json(filter)?, format).await,
            Self::Customers => {
                let typed: String = json(filter)?;
                customers::export(services, caller, &typed, format).await
            }
            Self::Catalogue => catalogue::export(services, caller, &json(filter)?, format).await,
            Self::Journal => ledger::export::table(services, caller, &json(filter)?, format).await,
            Self::Margin => reports::export(services, caller, json(filter)?, format).await,
            Self::Accounts => wholesale::export(services, caller, &json(filter)?, format).await,
            Self::Invoices => {
                wholesale::export_invoices(services, caller, &json(filter)?, format).await
            }
        }
    }
}

/// What a link to a table says.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// What is asked of the list, as JSON.
    #[serde(default)]
    filter: String,
}

/// Answers with a list's table.
pub(super) async fn answer(
    (list, format): (List, Format),
    State(services): State<Services>,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    let table = list.table(&services, caller, &asked.filter, format).await?;
    let body = Body::from_stream(chunks(table.file));
    Ok(attachment(&table.name, table.kind, body))
}

/// A file piece by piece. It is on this machine's disk, so that a read is no wait.
fn chunks(file: File) -> impl Stream<Item = std::io::Result<Vec<u8>>> {
    const CHUNK: usize = 64 * 1024;
    stream::try_unfold(file, |mut file| async move {
        let mut chunk = Vec::with_capacity(CHUNK);
        Read::by_ref(&mut file)
            .take(CHUNK as u64)
            .read_to_end(&mut chunk)?;
        Ok((!chunk.is_empty()).then_some((chunk, file)))
    })
}
