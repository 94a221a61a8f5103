//! Sweeps over all addresses that are no server functions.

use axum::Router;
use axum::body::Body;
use axum::http::header::LOCATION;
use axum::http::{Method, StatusCode};
use domain::ids::{IdempotencyKey, OrderId};
use domain::staff::Role::{self, Bookkeeper, Jeweler, Manager, Owner, Sales};
use leptos_axum::generate_route_list;
use services::testing::House;
use services::tracking;
use sqlx::PgPool;
use std::collections::BTreeSet;
use tower::ServiceExt;

use super::functions::addresses;
use super::things::Things;
use super::{Answer, Caller, SECRET, Shop, asks};

/// An address that is neither a screen nor a server function.
pub(super) struct Address {
    pub method: Method,
    pub path: &'static str,
    opens_to: OpensTo,
}

/// Whom an address lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OpensTo {
    /// Whoever asks: what it shows is public, or its name is a secret that nobody guesses.
    Everybody,
    /// Staff of these roles, at an unlocked tablet.
    Staff(&'static [Role]),
}

const ALL_STAFF: OpensTo = OpensTo::Staff(&[Owner, Manager, Sales, Jeweler, Bookkeeper]);
const IN_THE_WORKSHOP: OpensTo = OpensTo::Staff(&[Owner, Manager, Sales, Jeweler]);
const OVER_THE_BOOKS: OpensTo = OpensTo::Staff(&[Owner, Manager, Bookkeeper]);
const OVER_THE_CATALOGUE: OpensTo = OpensTo::Staff(&[Owner, Manager]);
const OVER_THE_STOCK: OpensTo = OpensTo::Staff(&[Owner, Manager]);

const fn get(path: &'static str, opens_to: OpensTo) -> Address {
    Address {
        method: Method::GET,
        path,
        opens_to,
    }
}

const fn post(path: &'static str, opens_to: OpensTo) -> Address {
    Address {
        method: Method::POST,
        path,
        opens_to,
    }
}

/// Every such address but the machine interface's, which has a table and tests of its own.
pub(super) const ADDRESSES: &[Address] = &[
    get("/healthz", OpensTo::Everybody),
    get("/readyz", OpensTo::Everybody),
    // To this machine itself, or against a token; its own tests see to that.
    get("/metrics", OpensTo::Everybody),
    get("/track/{token}", OpensTo::Everybody),
    get("/photos/{name}", OpensTo::Everybody),
    get("/api/live", ALL_STAFF),
    get("/journal/export.csv", OVER_THE_BOOKS),
    get("/journal/export.xlsx", OVER_THE_BOOKS),
    get("/margin/export.csv", OVER_THE_BOOKS),
    get("/margin/export.xlsx", OVER_THE_BOOKS),
    get("/stock/export.csv", ALL_STAFF),
    get("/stock/export.xlsx", ALL_STAFF),
    get("/stock/bulk/export.csv", ALL_STAFF),
    get("/stock/bulk/export.xlsx", ALL_STAFF),
    get("/orders/export.csv", ALL_STAFF),
    get("/orders/export.xlsx", ALL_STAFF),
    get("/memos/export.csv", ALL_STAFF),
    get("/memos/export.xlsx", ALL_STAFF),
    get("/memos/in/export.csv", ALL_STAFF),
    get("/memos/in/export.xlsx", ALL_STAFF),
    get("/purchasing/export.csv", ALL_STAFF),
    get("/purchasing/export.xlsx", ALL_STAFF),
    get("/customers/export.csv", ALL_STAFF),
    get("/customers/export.xlsx", ALL_STAFF),
    get("/wholesale/export.csv", ALL_STAFF),
    get("/wholesale/export.xlsx", ALL_STAFF),
    get("/wholesale/invoices/export.csv", ALL_STAFF),
    get("/wholesale/invoices/export.xlsx", ALL_STAFF),
    get("/catalogue/export.csv", ALL_STAFF),
    get("/catalogue/export.xlsx", ALL_STAFF),
    get("/journal/export.iif", OVER_THE_BOOKS),
    get("/purchasing/{id}/order.pdf", ALL_STAFF),
    get("/purchase-orders/{id}/order.pdf", ALL_STAFF),
    get("/orders/{id}/packing-slip.pdf", ALL_STAFF),
    get("/orders/{id}/memo.pdf", ALL_STAFF),
    get("/orders/{id}/estimate.pdf", ALL_STAFF),
    get("/orders/{id}/approval.pdf", ALL_STAFF),
    get("/orders/{id}/design/{hash}", ALL_STAFF),
    get("/orders/{id}/acknowledgement.pdf", ALL_STAFF),
    get("/wholesale/invoices/{id}/invoice.pdf", ALL_STAFF),
    get("/stock/labels", ALL_STAFF),
    get("/stock/places/labels", ALL_STAFF),
    get("/stock/{id}/label", ALL_STAFF),
    get("/orders/{id}/envelopes", ALL_STAFF),
    post("/uploads/photo", IN_THE_WORKSHOP),
    post("/uploads/design", IN_THE_WORKSHOP),
    post("/uploads/catalogue", OVER_THE_CATALOGUE),
    post("/uploads/catalogue/preview", OVER_THE_CATALOGUE),
    post("/uploads/stock", OVER_THE_STOCK),
];

/// The screens that need no session.
const OPEN_SCREENS: [&str; 2] = ["/_styleguide", "/sign-in"];

impl Shop {
    /// What an address answers, without waiting for all of it: the live stream has no end.
    async fn answers(&self, address: &Address, caller: Option<&Caller>) -> StatusCode {
        // Of something that isn't there: whoever may look is told so.
        let path = address
            .path
            .replace("{id}", &OrderId::generate().to_string());
        // Who imports names the attempt; nobody else minds.
        let path = format!("{path}?key={}", IdempotencyKey::generate());
        let request = asks(address.method.clone(), &path, caller);
        let request = request.body(Body::from("no file at all")).unwrap();
        self.router.clone().oneshot(request).await.unwrap().status()
    }
}

impl Shop {
    /// A new link for the order's customer, which shuts those before it.
    async fn new_link(&self, order: OrderId) -> String {
        let owner = (&self.house.owner).into();
        let key = IdempotencyKey::generate();
        let link = tracking::resend(&self.house.services, owner, order, key)
            .await
            .unwrap();
        link.strip_prefix(&*self.house.services.public_url)
            .unwrap()
            .to_owned()
    }
}

pub(super) fn screens() -> BTreeSet<String> {
    let routes = generate_route_list(ui::App);
    routes.iter().map(|route| route.path().to_owned()).collect()
}

/// The path of a screen that shows one of these things.
pub(super) fn of(screen: &str, things: &Things) -> String {
    let id = match screen.split('/').nth(1) {
        Some("stock") if screen.starts_with("/stock/counts/") => things.count.to_string(),
        Some("orders") if screen.ends_with("/custom") => things.custom.to_string(),
        Some("orders") => things.order.to_string(),
        Some("purchase-orders") => things.purchase.to_string(),
        Some("customers") => things.customer.to_string(),
        Some("memos") => things.lent.memo.to_string(),
        Some("wholesale") => things.account.to_string(),
        Some("catalogue") => things.style.to_string(),
        Some("stock") => things.piece.to_string(),
        Some("purchasing") => things.buying.sent.to_string(),
        Some("bench") => things.bench.planned.to_string(),
        _ => {
            assert!(!screen.contains('{'), "of what is {screen}?");
            String::new()
        }
    };
    screen.replace("{id}", &id)
}

/// Every path that a router knows. It tells them to those who debug it, and to nobody else.
fn known_to(router: &Router) -> BTreeSet<String> {
    let told = format!("{router:?}");
    let quoted = told.split('"').skip(1).step_by(2);
    let paths = quoted.filter(|text| text.starts_with('/'));
    let own = paths.filter(|path| !path.contains("__private__axum"));
    own.map(str::to_owned).collect()
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn the_tables_name_every_address(db: PgPool) {
    let shop = Shop::open(db).await;
    let known = known_to(&shop.router).into_iter();
    let known: BTreeSet<_> = known.filter(|path| !path.starts_with(api::BASE)).collect();
    let mut named: BTreeSet<_> = ADDRESSES.iter().map(|each| each.path.to_owned()).collect();
    named.extend(screens());
    named.extend(addresses());
    assert_eq!(named, known);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn nobody_comes_in_without_signing_in(db: PgPool) {
    let shop = Shop::open(db).await;
    let things = shop.things().await;
    for address in ADDRESSES {
        let refused = shop.answers(address, None).await == StatusCode::UNAUTHORIZED;
        assert_eq!(
            refused,
            address.opens_to != OpensTo::Everybody,
            "{}",
            address.path
        );
    }
    let mut open = Vec::new();
    for screen in screens() {
        let answer = shop.page(&of(&screen, &things), None).await;
        if answer.status == StatusCode::OK {
            open.push(screen);
            continue;
        }
        assert_eq!(answer.status, StatusCode::FOUND, "{screen}");
        let to = answer.headers[LOCATION].to_str().unwrap();
        assert!(to.starts_with("/sign-in?next="), "{screen} leads to {to}");
    }
    assert_eq!(open, OPEN_SCREENS);
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn a_locked_tablet_shows_nothing(db: PgPool) {
    let shop = Shop::open(db).await;
    let things = shop.things().await;
    let owner = shop.caller(Role::Owner).await;
    shop.lock(&owner).await;
    for address in ADDRESSES {
        let refused = shop.answers(address, Some(&owner)).await == StatusCode::LOCKED;
        assert_eq!(
            refused,
            address.opens_to != OpensTo::Everybody,
            "{}",
            address.path
        );
    }
    for screen in screens() {
        let path = of(&screen, &things);
        let answer = shop.page(&path, Some(&owner)).await.without(&path);
        assert!(!answer.gives_away(&things), "{screen}: {}", answer.text);
        assert!(
            !answer.text.contains("Ana Ruiz"),
            "{screen}: {}",
            answer.text
        );
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn each_role_may_what_the_table_says(db: PgPool) {
    let shop = Shop::open(db).await;
    for role in Role::ALL {
        let caller = shop.caller(*role).await;
        for address in ADDRESSES {
            let before = shop.state().await;
            let status = shop.answers(address, Some(&caller)).await;
            assert!(!status.is_server_error(), "{role:?} {}", address.path);
            let OpensTo::Staff(roles) = address.opens_to else {
                continue;
            };
            let refused = status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !roles.contains(role), "{role:?} {}", address.path);
            if refused {
                assert_eq!(shop.state().await, before, "{role:?} {}", address.path);
            }
        }
    }
}

/// Asking for a page changes nothing, whoever asks: a link on another site's page can do as much.
#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn looking_changes_nothing(db: PgPool) {
    let shop = Shop::open(db).await;
    let things = shop.things().await;
    let link = shop.new_link(things.order).await;
    for role in Role::ALL {
        let caller = shop.caller(*role).await;
        let before = shop.state().await;
        for screen in screens() {
            let answer = shop.page(&of(&screen, &things), Some(&caller)).await;
            assert!(
                !answer.status.is_server_error(),
                "{role:?} {screen}: {answer:?}"
            );
        }
        // A wrong link is counted, so that nobody tries many.
        let looks = |each: &&Address| each.method == Method::GET && each.path != "/track/{token}";
        for address in ADDRESSES.iter().filter(looks) {
            shop.answers(address, Some(&caller)).await;
        }
        shop.page(&link, None).await;
        assert_eq!(shop.state().await, before, "{role:?}");
    }
}

impl Answer {
    /// The page without what names the request: its own path and nonce.
    fn without(mut self, path: &str) -> Self {
        let nonce = self.nonce();
        self.text = self.text.replace(path, "");
        for part in path.split('/').filter(|part| part.len() == 36) {
            self.text = self.text.replace(part, "");
        }
        if let Some(nonce) = nonce {
            self.text = self.text.replace(&nonce, "");
        }
        self
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn another_stores_things_look_like_nobodys(db: PgPool) {
    let shop = Shop::open(db.clone()).await;
    let elsewhere = House::open(db).await;
    let (things, nothing) = (shop.things().await, Things::made_up());
    let (owner, stranger) = (
        shop.caller(Role::Owner).await,
        shop.seat(&elsewhere.owner).await,
    );
    for screen in screens() {
        let (ours, nobodys) = (of(&screen, &things), of(&screen, &nothing));
        let theirs = shop.page(&ours, Some(&stranger)).await.without(&ours);
        assert!(!theirs.gives_away(&things), "{screen}: {}", theirs.text);
        if !screen.contains("{id}") {
            continue;
        }
        assert_eq!(
            shop.page(&ours, Some(&owner)).await.status,
            StatusCode::OK,
            "{screen}"
        );
        let none = shop.page(&nobodys, Some(&stranger)).await.without(&nobodys);
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{screen}");
        let garbled = screen.replace("{id}", "nonsense");
        let garbled = shop.page(&garbled, Some(&owner)).await;
        assert_eq!(garbled.status, StatusCode::NOT_FOUND, "{screen}");
        if is_of_a_store(&screen) {
            assert_eq!(
                (theirs.status, theirs.text),
                (none.status, none.text),
                "{screen}"
            );
        }
    }
}

/// Whether a screen shows what belongs to a store; the rest belongs to the whole house.
fn is_of_a_store(screen: &str) -> bool {
    let store = [
        "/orders/",
        "/purchase-orders/",
        "/stock/",
        "/purchasing/",
        "/bench/jobs/",
        "/wholesale/{id}",
    ];
    store.iter().any(|folder| screen.starts_with(folder))
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn wrong_links_and_pictures_all_look_the_same(db: PgPool) {
    let shop = Shop::open(db).await;
    let order = shop.things().await.order;
    let shut = shop.new_link(order).await;
    let open = shop.new_link(order).await;
    assert_eq!(shop.page(&open, None).await.status, StatusCode::OK);

    let wrong = [
        "/track/x".into(),
        format!("/track/{}", "A".repeat(43)),
        shut,
    ];
    let hash = "a".repeat(64);
    let pictures = [
        "x.jpg",
        &format!("{hash}.jpg"),
        &format!("{hash}-480.jpg"),
        "secret.txt",
    ];
    let pictures = pictures.map(|name| format!("/photos/{name}"));
    for paths in [&wrong[..], &pictures[..]] {
        let first = shop.page(&paths[0], None).await;
        assert_eq!(first.status, StatusCode::NOT_FOUND);
        for path in paths {
            let answer = shop.page(path, None).await;
            assert_eq!(
                (answer.status, &answer.text),
                (first.status, &first.text),
                "{path}"
            );
        }
    }
}

#[sqlx::test(migrator = "services::db::MIGRATIONS")]
async fn no_path_leads_out_of_the_site(db: PgPool) {
    let shop = Shop::open(db).await;
    let outside = shop.directory.path().join("secret.txt");
    assert_eq!(std::fs::read_to_string(outside).unwrap(), SECRET);
    assert_eq!(shop.page("/pkg/app.css", None).await.text, "body {}");
    let ups = [
        "..",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "..%2f..",
        "..%5c..",
        "....//..",
        "%252e%252e",
        "..%00",
    ];
    let doors = ["", "/pkg", "/fonts", "/photos", "/track"];
    for door in doors {
        for up in ups {
            for (times, name) in [(1, "secret.txt"), (2, "secret.txt"), (9, "etc/passwd")] {
                let path = format!("{door}/{}{name}", format!("{up}/").repeat(times));
                shop.leads_nowhere(&path).await;
            }
        }
    }
    for path in [
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/pkg//etc/passwd",
        "/photos/%2fetc%2fpasswd",
        "/photos/..%2fsecret.txt",
        "/photos/secret.txt",
        "/photos/secret.txt%00.jpg",
        "/pkg/app.css%00.txt",
        "/pkg/",
        "/%00",
    ] {
        shop.leads_nowhere(path).await;
    }
}

impl Shop {
    async fn leads_nowhere(&self, path: &str) {
        let answer = self.page(path, None).await;
        let nowhere = [StatusCode::NOT_FOUND, StatusCode::BAD_REQUEST];
        assert!(nowhere.contains(&answer.status), "{path}: {answer:?}");
        let shown = answer.text.contains(SECRET) || answer.text.contains("root:");
        assert!(!shown, "{path}: {answer:?}");
    }
}
