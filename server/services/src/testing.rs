//! What the tests of every area share: a house with a store, its people and a clock that stands.

use crate::papers::Press;
use crate::{Error, Secret, Services, Staff, files::FileStore, live::Hub, photos::PhotoStore};
use chrono::{DateTime, Utc};
use domain::clock::Clock;
use domain::ids::{CustomerId, StaffId, StoreId};
use domain::papers::{LabelFormat, Labels, Paper};
use domain::staff::Role;
use sqlx::PgPool;
use std::sync::{Arc, Mutex};

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod sale;

#[cfg(test)]
pub(crate) use sale::Upto;

/// A clock that tests move by hand.
pub struct TestClock(Mutex<DateTime<Utc>>);

impl TestClock {
    pub fn advance(&self, by: chrono::TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl TestClock {
    /// Noon in New York, 23 November 2026.
    fn at_noon() -> Self {
        Self(Mutex::new("2026-11-23T17:00:00Z".parse().unwrap()))
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// A store with its people.
pub struct House {
    pub services: Services,
    pub clock: Arc<TestClock>,
    pub store: StoreId,
    pub owner: Staff,
    pub manager: Staff,
    pub sales: Staff,
    pub jeweler: Staff,
    pub bookkeeper: Staff,
}

impl House {
    /// Opens a store in New York at noon of 23 November 2026, with 8.875 % tax on goods.
    pub async fn open(db: PgPool) -> Self {
        let clock = Arc::new(TestClock::at_noon());
        let store = StoreId::generate();
        sqlx::query(
            r#"insert into stores (id, name, jurisdiction, address, created_at)
               values ($1, 'Hudson & Vale', 'US-NY', '{"line1":"48 Mercer St","city":"New York","region":"NY","postcode":"10013","country":"US"}', $2)"#,
        )
        .bind(store.uuid())
        .bind(clock.now())
        .execute(&db)
        .await
        .unwrap();
        sqlx::query("insert into store_policies (store_id, valid_from) values ($1, '2020-01-01')")
            .bind(store.uuid())
            .execute(&db)
            .await
            .unwrap();
        sqlx::query("insert into tax_rates values ('US-NY', 'goods', '2020-01-01', 0.08875) on conflict do nothing")
            .execute(&db)
            .await
            .unwrap();
        let mut people = Vec::new();
        for role in Role::ALL {
            people.push(hire(&db, store, *role, clock.now()).await);
        }
        let [owner, manager, sales, jeweler, bookkeeper] = people.try_into().unwrap();
        let services = services_at(db, clock.clone());
        Self {
            services,
            clock,
            store,
            owner,
            manager,
            sales,
            jeweler,
            bookkeeper,
        }
    }

    /// A customer who can be reached.
    pub async fn customer(&self, name: &str) -> CustomerId {
        let id = CustomerId::generate();
        sqlx::query(
            "insert into customers (id, name, phone, email, created_at, updated_at)
             values ($1, $2, '+12125550142', 'ana@example.com', $3, $3)",
        )
        .bind(id.uuid())
        .bind(name)
        .bind(self.clock.now())
        .execute(&self.services.db)
        .await
        .unwrap();
        id
    }
}

/// The services over a database in which nothing is yet.
pub fn services(db: PgPool) -> Services {
    services_at(db, Arc::new(TestClock::at_noon()))
}

fn services_at(db: PgPool, clock: Arc<TestClock>) -> Services {
    Services {
        reports: db.clone(),
        db,
        clock,
        live: Hub::default(),
        secret: Secret::new([7; 32]),
        public_url: "http://127.0.0.1:3000".into(),
        photos: PhotoStore::new(std::env::temp_dir().join("bezel-photos")),
        files: FileStore::new(std::env::temp_dir().join("bezel-files")),
        press: Arc::new(PlainPress),
    }
}

/// Prints what stands on a paper as JSON, so that tests can read it.
struct PlainPress;

impl Press for PlainPress {
    fn pdf(&self, paper: &Paper, _: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        Ok(serde_json::to_vec(paper)?)
    }

    fn labels(&self, labels: &Labels, _: LabelFormat, _: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        Ok(serde_json::to_vec(labels)?)
    }
}

async fn hire(db: &PgPool, store: StoreId, role: Role, now: DateTime<Utc>) -> Staff {
    let staff = Staff {
        id: StaffId::generate(),
        name: format!("The {}", role.code()),
        role,
        store,
    };
    sqlx::query(
        "insert into staff (id, name, email, role, store_id, password_hash, created_at)
         values ($1, $2, $3, $4, $5, '', $6)",
    )
    .bind(staff.id.uuid())
    .bind(&staff.name)
    .bind(format!("{}@{store}.example", role.code()))
    .bind(role.code())
    .bind(store.uuid())
    .bind(now)
    .execute(db)
    .await
    .unwrap();
    staff
}
