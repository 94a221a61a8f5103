//! Files that a screen sends as they are: pictures, catalogues and lists of stones to import.
//! Everything else goes through server functions.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use domain::catalogue::{ImportPreview, ImportResult};
use domain::ids::IdempotencyKey;
use domain::orders::custom::files::{self as designs, DesignFile};
use domain::stock::StockFile;
use serde::Deserialize;
use services::catalogue::import;
use services::stock::import as stones;
use services::{Error, Services, Staff, orders, photos};
use ui::error::UiError;
use ui::server::{Visitor, answer};

/// The addresses to which files are sent, and at which pictures are served.
pub fn routes(services: Services) -> Router {
    let room_for_headers = 1024;
    let file = DefaultBodyLimit::max(import::MOST_BYTES + room_for_headers);
    let list = DefaultBodyLimit::max(stones::MOST_BYTES + room_for_headers);
    let picture = DefaultBodyLimit::max(photos::MOST_BYTES + room_for_headers);
    let design = DefaultBodyLimit::max(designs::MOST_BYTES + room_for_headers);
    Router::new()
        .route("/uploads/catalogue/preview", post(preview).layer(file))
        .route("/uploads/catalogue", post(apply).layer(file))
        .route("/uploads/stock", post(keep_list).layer(list))
        .route("/uploads/photo", post(keep_photo).layer(picture))
        .route("/uploads/design", post(keep_design).layer(design))
        .route("/photos/{name}", get(photo))
        .with_state(services)
}

/// An error as the screens read it.
struct Refusal(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, shown): (StatusCode, UiError) = answer(self.0);
        (status, Json(shown)).into_response()
    }
}

type Answer<T> = Result<Json<T>, Refusal>;

fn staff(visitor: Option<Extension<Visitor>>) -> Result<Staff, Error> {
    visitor.map_or(Err(Error::Unauthenticated), |Extension(visitor)| {
        visitor.staff()
    })
}

async fn preview(
    State(services): State<Services>,
    visitor: Option<Extension<Visitor>>,
    file: Bytes,
) -> Answer<ImportPreview> {
    let staff = staff(visitor)?;
    Ok(Json(
        import::preview(&services, (&staff).into(), file.into()).await?,
    ))
}

#[derive(Deserialize)]
struct HowToImport {
    key: IdempotencyKey,
    #[serde(default)]
    skip_errors: bool,
}

async fn apply(
    State(services): State<Services>,
    visitor: Option<Extension<Visitor>>,
    Query(how): Query<HowToImport>,
    file: Bytes,
) -> Answer<ImportResult> {
    let staff = staff(visitor)?;
    let caller = (&staff).into();
    let result = import::apply(&services, caller, file.into(), how.skip_errors, how.key).await?;
    Ok(Json(result))
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: String,
}

async fn keep_list(
    State(services): State<Services>,
    visitor: Option<Extension<Visitor>>,
    Query(list): Query<Named>,
    file: Bytes,
) -> Answer<StockFile> {
    let staff = staff(visitor)?;
    let kept = stones::begin(&services, (&staff).into(), &list.name, file.into()).await?;
    Ok(Json(kept))
}

async fn keep_photo(
    State(services): State<Services>,
    visitor: Option<Extension<Visitor>>,
    file: Bytes,
) -> Answer<String> {
    let staff = staff(visitor)?;
    let path = photos::keep(&services, (&staff).into(), file.into()).await?;
    Ok(Json(path))
}

async fn keep_design(
    State(services): State<Services>,
    visitor: Option<Extension<Visitor>>,
    file: Bytes,
) -> Answer<DesignFile> {
    let staff = staff(visitor)?;
    let kept = orders::custom::keep_file(&services, (&staff).into(), file.into()).await?;
    Ok(Json(kept))
}

/// A picture. Its name is its content's, so that it can be kept forever by whoever asked.
async fn photo(
    State(services): State<Services>,
    Path(name): Path<String>,
) -> Result<([(HeaderName, &'static str); 2], Vec<u8>), Refusal> {
    let picture = services.photos.read(&name).await?;
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, picture))
}
