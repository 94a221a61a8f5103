//! The stream by which open screens hear that something changed. Only ever says which order, or that
//! things were carried, never what of it: the screen asks for that as itself.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use domain::ids::StoreId;
use domain::live::News;
use futures::{Stream, StreamExt, stream};
use services::live::Listener;
use tokio::time::sleep;
use ui::server::Visitor;

use crate::router::Parts;

/// Proxies cut off what is silent for a minute.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// The browser then comes back, and is asked again who it is: somebody may have signed out, or the
/// tablet may have locked itself.
const LONGEST: Duration = Duration::from_secs(120);

/// Kept by nobody on the way, and handed on at once.
const PASSED_ON: [(HeaderName, HeaderValue); 2] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    ),
];

pub fn routes(parts: Parts) -> Router {
    Router::new()
        .route("/api/live", get(listen))
        .with_state(parts)
}

async fn listen(State(parts): State<Parts>, visitor: Option<Extension<Visitor>>) -> Response {
    let store = match visitor {
        Some(Extension(Visitor::Staff(seat))) => seat.staff.store,
        Some(Extension(Visitor::Locked(_))) => return StatusCode::LOCKED.into_response(),
        _ => return StatusCode::UNAUTHORIZED.into_response(),
    };
    let over = async move {
        tokio::select! {
            () = parts.shutdown.requested() => {}
            () = sleep(LONGEST) => {}
        }
    };
    let events = events(parts.services.live.listen(), store).take_until(Box::pin(over));
    let stream = Sse::new(events).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE));
    (PASSED_ON, stream).into_response()
}

/// What concerns a store, as the browser hears it.
fn events(listener: Listener, store: StoreId) -> impl Stream<Item = Result<Event, Infallible>> {
    let news = stream::unfold(listener, |mut listener| async {
        listener.next().await.map(|news| (news, listener))
    });
    news.filter_map(move |news| async move { event(news, store).map(Ok) })
}

fn event(news: News, store: StoreId) -> Option<Event> {
    let missed = || Event::default().event("missed").data("look");
    match news {
        News::Changed(change) if change.store != store => None,
        News::Changed(change) => {
            let told = Event::default().event("change").json_data(change);
            Some(told.unwrap_or_else(|_| missed()))
        }
        News::Carried(at) if at != store => None,
        News::Carried(at) => {
            let told = Event::default().event("carried").json_data(at);
            Some(told.unwrap_or_else(|_| missed()))
        }
        News::Anything => Some(missed()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use domain::ids::OrderId;
    use domain::live::Change;
    use services::live::Hub;

    #[tokio::test]
    async fn a_screen_hears_of_its_own_store_only() {
        let hub = Hub::default();
        let store = StoreId::generate();
        let heard = events(hub.listen(), store);
        let change = |store| Change {
            store,
            order: OrderId::generate(),
            version: 3,
        };
        let (ours, theirs) = (change(store), change(StoreId::generate()));
        hub.tell(theirs);
        hub.tell(ours);
        hub.carried(ours.store);
        hub.carried(theirs.store);
        drop(hub);
        let answer = Sse::new(heard).into_response();
        let text = to_bytes(answer.into_body(), 10_000).await.unwrap();
        let text = String::from_utf8(text.to_vec()).unwrap();
        assert!(
            text.contains("event: change") && text.contains(&ours.order.to_string()),
            "{text}"
        );
        assert!(!text.contains(&theirs.order.to_string()), "{text}");
        assert_eq!(text.matches("event: carried").count(), 1, "{text}");
    }
}
