//! Labels as files.

use super::{Refused, file, json, named, staff};
use axum::extract::{Path, Query, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::ids::LocationId;
use domain::papers::{LabelFormat, LabelKind};
use serde::Deserialize;
use services::{Services, orders, stock};

/// How labels shall be printed.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default = "tag")]
    kind: LabelKind,
    #[serde(default = "pages")]
    format: LabelFormat,
    #[serde(default)]
    prices: bool,
    /// Of a list: which one, as JSON.
    #[serde(default)]
    filter: String,
    /// Of places: only this one.
    place: Option<LocationId>,
}

const fn tag() -> LabelKind {
    LabelKind::Tag
}

const fn pages() -> LabelFormat {
    LabelFormat::Pages
}

pub(super) async fn piece(
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    let how = (asked.kind, asked.format);
    let made = stock::piece_label(&services, caller, named(&id)?, how, asked.prices);
    Ok(file(made.await?))
}

pub(super) async fn pieces(
    State(services): State<Services>,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    let filter = json(&asked.filter)?;
    let how = (asked.kind, asked.format);
    let made = stock::piece_labels(&services, caller, &filter, how, asked.prices);
    Ok(file(made.await?))
}

pub(super) async fn places(
    State(services): State<Services>,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    let made = stock::place_labels(&services, caller, asked.place, asked.format);
    Ok(file(made.await?))
}

pub(super) async fn envelopes(
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    let made = orders::envelopes(&services, caller, named(&id)?, asked.format);
    Ok(file(made.await?))
}
