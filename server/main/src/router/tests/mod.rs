//! Every door of the server, tried by everybody who might stand before it.
//!
//! [`doors`] names each server function and [`routes`] every other address, with who may come in.
//! A door that is added without a row there, or a row without its door, fails a test.

mod doors;
mod functions;
mod headers;
mod lent;
mod routes;
mod things;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT, COOKIE};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use domain::ids::{DeviceId, SessionId, StaffId};
use domain::staff::Role;
use services::Staff;
use services::files::FileStore;
use services::people::sessions::{self, Found};
use services::people::{Token, manage};
use services::photos::PhotoStore;
use services::testing::House;
use sqlx::{AssertSqlSafe, PgPool};
use std::fs;
use std::net::Ipv4Addr;
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;
use ui::server::Visitor;

use super::{Parts, build};
use crate::config::WebConfig;
use crate::machine::MachineConfig;
use crate::shutdown::Shutdown;
use crate::watch::Presence;

/// What everybody of the house signs in with.
const PASSWORD: &str = "a-quiet-afternoon";
const PIN: &str = "2580";

/// Stands in a file beside the site, which no address leads to.
const SECRET: &str = "what nobody outside may read";

/// A house behind the real router.
struct Shop {
    house: House,
    secrets: Secrets,
    router: Router,
    presence: watch::Sender<Presence>,
    directory: TempDir,
}

/// Hashes of what everybody signs in with.
struct Secrets {
    password: String,
    pin: String,
}

/// A person at a tablet.
struct Caller {
    staff: Staff,
    session: SessionId,
    cookie: String,
}

/// What came back.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Shop {
    async fn open(db: PgPool) -> Self {
        Self::at("http://127.0.0.1:3000", db).await
    }

    async fn at(public_url: &str, db: PgPool) -> Self {
        let mut house = House::open(db).await;
        let directory = files();
        house.services.public_url = public_url.into();
        house.services.photos = PhotoStore::new(directory.path().join("photos"));
        house.services.files = FileStore::new(directory.path().join("designs"));
        let secrets = Secrets::hash(&house).await;
        let (presence, router) = router(public_url, &house, &directory);
        Self {
            house,
            secrets,
            router,
            presence,
            directory,
        }
    }

    /// Takes somebody on.
    async fn hire(&self, role: Role) -> Staff {
        let staff = Staff {
            id: StaffId::generate(),
            name: format!("A new {}", role.code()),
            role,
            store: self.house.store,
        };
        sqlx::query(
            "insert into staff
                (id, name, email, role, store_id, password_hash, pin_hash, created_at)
             values ($1, $2, $1 || '@example.com', $3, $4, $5, $6, $7)",
        )
        .bind(staff.id.uuid())
        .bind(&staff.name)
        .bind(role.code())
        .bind(staff.store.uuid())
        .bind(&self.secrets.password)
        .bind(&self.secrets.pin)
        .bind(self.house.services.clock.now())
        .execute(&self.house.services.db)
        .await
        .unwrap();
        staff
    }

    /// Somebody new of this house, at work.
    async fn caller(&self, role: Role) -> Caller {
        self.seat(&self.hire(role).await).await
    }

    /// Signs somebody in, at a tablet that has its place.
    async fn seat(&self, staff: &Staff) -> Caller {
        let (token, session) = (Token::generate().unwrap(), SessionId::generate());
        sqlx::query(
            "with device as (
                insert into devices (id, token_hash, store_id, name, created_at)
                values ($1, sha256(uuid_send($1)), $2, 'iPad', $6 - interval '1 day') returning id
             )
             insert into sessions
                (id, token_hash, staff_id, device_id, created_at, last_seen_at, expires_at)
             select $3, sha256(convert_to($4, 'UTF8')), $5, id, $6, $6, $6 + interval '1 hour'
             from device",
        )
        .bind(DeviceId::generate().uuid())
        .bind(staff.store.uuid())
        .bind(session.uuid())
        .bind(token.reveal())
        .bind(staff.id.uuid())
        .bind(self.house.services.clock.now())
        .execute(&self.house.services.db)
        .await
        .unwrap();
        Caller {
            staff: staff.clone(),
            session,
            cookie: format!("bezel-session={}", token.reveal()),
        }
    }

    /// Locks the caller's tablet.
    async fn lock(&self, caller: &Caller) {
        sqlx::query("update sessions set locked_at = last_seen_at where id = $1")
            .bind(caller.session.uuid())
            .execute(&self.house.services.db)
            .await
            .unwrap();
    }

    /// How the gate sees a caller.
    async fn visitor(&self, caller: Option<&Caller>) -> Visitor {
        let Some(caller) = caller else {
            return Visitor::Anonymous;
        };
        let (_, token) = caller.cookie.split_once('=').unwrap();
        let found = sessions::find(&self.house.services, &Token::sent(token)).await;
        match found.unwrap().unwrap() {
            Found::Working(seat) => Visitor::Staff(seat),
            Found::Locked(seat) => Visitor::Locked(seat),
        }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Opens a page, as a browser does.
    async fn page(&self, path: &str, caller: Option<&Caller>) -> Answer {
        let request = asks(Method::GET, path, caller).header(ACCEPT, "text/html");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// All that is kept, in one word: the same word is the same state.
    async fn state(&self) -> String {
        let db = &self.house.services.db;
        let tables: Vec<String> = sqlx::query_scalar(
            "select relname::text from pg_class
             where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
        )
        .fetch_all(db)
        .await
        .unwrap();
        let each = tables.iter().map(|table| {
            format!(
                "select '{table}' || md5(coalesce(string_agg(t::text, ';' order by t::text), ''))
                 from {table} t"
            )
        });
        let all = each.collect::<Vec<_>>().join(" union all ");
        // Read side by side, the tables would come in any order.
        let all = format!("{all} order by 1");
        let words: Vec<String> = sqlx::query_scalar(AssertSqlSafe(all))
            .fetch_all(db)
            .await
            .unwrap();
        words.concat()
    }
}

/// A request as a program of the house's own pages makes it.
fn asks(method: Method, path: &str, caller: Option<&Caller>) -> Builder {
    let request = Request::builder().method(method).uri(path);
    match caller {
        Some(caller) => request.header(COOKIE, &caller.cookie),
        None => request,
    }
}

fn router(
    public_url: &str,
    house: &House,
    directory: &TempDir,
) -> (watch::Sender<Presence>, Router) {
    let web = WebConfig {
        host: Ipv4Addr::LOCALHOST.into(),
        port: 3000,
        public_url: Some(public_url.to_owned()),
        site: directory.path().join("site"),
        machine: MachineConfig {
            api_rate: 0,
            metrics_token: None,
        },
        dev_reload: false,
    };
    let (tell, presence) = watch::channel(Presence::Here);
    let parts = Parts {
        services: house.services.clone(),
        presence,
        shutdown: Shutdown::on_signals().unwrap(),
    };
    (tell, build(&web, parts))
}

/// A site as it is built, and beside it what is none of the public's business.
fn files() -> TempDir {
    let directory = TempDir::new().unwrap();
    let path = |name: &str| directory.path().join(name);
    for folder in ["site/pkg", "site/fonts", "photos"] {
        fs::create_dir_all(path(folder)).unwrap();
    }
    for (file, text) in [
        ("site/pkg/app.css", "body {}"),
        ("site/fonts/petrona-latin.woff2", "a font"),
        ("secret.txt", SECRET),
        ("photos/secret.txt", SECRET),
    ] {
        fs::write(path(file), text).unwrap();
    }
    directory
}

impl Secrets {
    /// Hashed once: a hash takes its time by design.
    async fn hash(house: &House) -> Self {
        let (services, owner) = (&house.services, &house.owner);
        manage::set_password(services, owner, owner.id, PASSWORD)
            .await
            .unwrap();
        manage::set_pin(services, owner, owner.id, PIN)
            .await
            .unwrap();
        let (password, pin) =
            sqlx::query_as("select password_hash, pin_hash from staff where id = $1")
                .bind(owner.id.uuid())
                .fetch_one(&services.db)
                .await
                .unwrap();
        Self { password, pin }
    }
}
