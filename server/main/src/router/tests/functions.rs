//! Sweeps over all server functions.

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use domain::staff::Role;
use leptos::server_fn::axum::server_fn_paths;
use serde_json::{Value, json};
use services::testing::House;
use sqlx::PgPool;
use std::collections::BTreeSet;
use ui::server::admit;

use super::doors::{DOORS, Door, Encoding, Names};
use super::things::Things;
use super::{Answer, Caller, Shop, asks};

/// What the address of every server function begins with.
const BASE: &str = "/api/ui/ui/";

/// The addresses of all server functions.
pub(super) fn addresses() -> BTreeSet<String> {
    server_fn_paths().map(|(path, _)| path.to_owned()).collect()
}

impl Door {
    pub(super) fn address(&self) -> String {
        format!("{BASE}{}", self.path)
    }

    fn write(&self, body: &Value) -> (&'static str, String) {
        match self.encoding {
            Encoding::Json => ("application/json", body.to_string()),
            Encoding::Form => ("application/x-www-form-urlencoded", form(body)),
        }
    }
}

/// Of texts in which there is nothing to escape.
fn form(body: &Value) -> String {
    let fields = body.as_object().unwrap().iter();
    let pairs = fields.map(|(name, value)| format!("{name}={}", value.as_str().unwrap()));
    pairs.collect::<Vec<_>>().join("&")
}

impl Shop {
    /// Calls a server function as the house's own screens do.
    async fn call(&self, door: &Door, body: &Value, caller: Option<&Caller>) -> Answer {
        let (kind, body) = door.write(body);
        self.send_to(door, kind, body, caller).await
    }

    async fn send_to(
        &self,
        door: &Door,
        kind: &str,
        body: String,
        caller: Option<&Caller>,
    ) -> Answer {
        let request = asks(Method::POST, &door.address(), caller)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, kind);
        self.send(request.body(Body::from(body)).unwrap()).await
    }
}

impl Answer {
    pub(super) fn gives_away(&self, things: &Things) -> bool {
        things.marks().iter().any(|mark| self.text.contains(mark))
    }
}

#[test]
fn the_table_names_every_server_function_once() {
    let named: Vec<_> = DOORS.iter().map(Door::address).collect();
    assert_eq!(named.iter().cloned().collect::<BTreeSet<_>>(), addresses());
    assert_eq!(named.len(), addresses().len(), "one is named twice");
}

/// A link or a picture on another site's page can make a browser GET.
#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn no_server_function_answers_to_a_link(db: PgPool) {
    let shop = Shop::open(db).await;
    let owner = shop.caller(Role::Owner).await;
    for (path, method) in server_fn_paths() {
        assert_eq!(method, Method::POST, "{path}");
        let answer = shop.page(path, Some(&owner)).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn nobody_comes_in_without_signing_in(db: PgPool) {
    let open = open_despite(db, Obstacle::NoSession).await;
    assert_eq!(open, ["people/api/sign_in", "people/api/who_is_here"]);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn a_locked_tablet_can_be_opened_handed_over_and_left(db: PgPool) {
    let open = open_despite(db, Obstacle::Lock).await;
    let meant = [
        "people/api/sign_in",
        "people/api/who_is_here",
        "people/api/lock",
        "people/api/unlock",
        "people/api/colleagues",
        "people/api/switch_person",
        "people/api/sign_out",
    ];
    assert_eq!(open, meant);
}

/// What stands between a person and the functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Obstacle {
    NoSession,
    Lock,
}

/// The functions that answer all the same. The others are shut at the gate already, and none does
/// anything or tells anything.
async fn open_despite(db: PgPool, obstacle: Obstacle) -> Vec<&'static str> {
    let shop = Shop::open(db).await;
    let things = shop.things().await;
    let mut open = Vec::new();
    for door in DOORS {
        let owner = shop.caller(Role::Owner).await;
        let (caller, refusal) = match obstacle {
            Obstacle::NoSession => (None, StatusCode::UNAUTHORIZED),
            Obstacle::Lock => (Some(&owner), StatusCode::LOCKED),
        };
        if obstacle == Obstacle::Lock {
            shop.lock(&owner).await;
        }
        let admitted = admit(&shop.visitor(caller).await, &door.address()).is_ok();
        let body = (door.call)(&owner, &things);
        let before = shop.state().await;
        let answer = shop.call(door, &body, caller).await;
        if answer.status == refusal {
            assert_eq!(shop.state().await, before, "{} did something", door.path);
        } else {
            assert_eq!(answer.status, StatusCode::OK, "{}: {answer:?}", door.path);
            open.push(door.path);
        }
        assert_eq!(admitted, open.contains(&door.path), "{}", door.path);
        assert!(!answer.gives_away(&things), "{}: {answer:?}", door.path);
    }
    open
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn the_owner_may_what_the_table_says(db: PgPool) {
    may_what_the_table_says(db, Role::Owner).await;
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn the_manager_may_what_the_table_says(db: PgPool) {
    may_what_the_table_says(db, Role::Manager).await;
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn sales_may_what_the_table_says(db: PgPool) {
    may_what_the_table_says(db, Role::Sales).await;
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn the_jeweler_may_what_the_table_says(db: PgPool) {
    may_what_the_table_says(db, Role::Jeweler).await;
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn the_bookkeeper_may_what_the_table_says(db: PgPool) {
    may_what_the_table_says(db, Role::Bookkeeper).await;
}

/// Whoever may does it, and whoever may not does nothing.
async fn may_what_the_table_says(db: PgPool, role: Role) {
    let shop = Shop::open(db).await;
    for door in DOORS {
        let caller = shop.caller(role).await;
        let body = (door.call)(&caller, &shop.things().await);
        let before = shop.state().await;
        let answer = shop.call(door, &body, Some(&caller)).await;
        if door.opens_to.contains(&role) {
            assert_eq!(answer.status, StatusCode::OK, "{}: {answer:?}", door.path);
        } else {
            assert_eq!(
                answer.status,
                StatusCode::FORBIDDEN,
                "{}: {answer:?}",
                door.path
            );
            assert_eq!(shop.state().await, before, "{} did something", door.path);
        }
    }
}

/// What another store has looks exactly like what nobody has.
#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn another_stores_owner_finds_nothing_of_ours(db: PgPool) {
    let shop = Shop::open(db.clone()).await;
    let elsewhere = House::open(db).await;
    let things = shop.things().await;
    for door in DOORS {
        let stranger = shop.seat(&elsewhere.owner).await;
        let before = shop.state().await;
        let ours = (door.call)(&stranger, &things);
        let answer = shop.call(door, &ours, Some(&stranger)).await;
        assert!(!answer.gives_away(&things), "{}: {answer:?}", door.path);
        if door.names == Names::AStores {
            let nobodys = (door.call)(&stranger, &Things::made_up());
            let same = shop.call(door, &nobodys, Some(&stranger)).await;
            assert_eq!(
                answer.status,
                StatusCode::NOT_FOUND,
                "{}: {answer:?}",
                door.path
            );
            assert_eq!(
                (answer.status, &answer.text),
                (same.status, &same.text),
                "{}",
                door.path
            );
            assert_eq!(shop.state().await, before, "{} did something", door.path);
        }
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn what_cant_be_read_is_the_callers_fault_and_does_nothing(db: PgPool) {
    let shop = Shop::open(db).await;
    for door in DOORS {
        let owner = shop.caller(Role::Owner).await;
        let (kind, _) = door.write(&json!({}));
        let before = shop.state().await;
        for nonsense in ["", "{", "\u{0}", "null"] {
            let answer = shop
                .send_to(door, kind, nonsense.into(), Some(&owner))
                .await;
            let fault = answer.status == StatusCode::UNPROCESSABLE_ENTITY;
            assert!(fault, "{} {nonsense:?}: {answer:?}", door.path);
        }
        assert_eq!(shop.state().await, before, "{} did something", door.path);
    }
}
