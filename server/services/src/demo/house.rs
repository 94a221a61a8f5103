//! The demo shop's stores and people.

use super::Login;
use crate::db::Tx;
use crate::people::secrets;
use crate::{Error, Staff};
use chrono::{DateTime, Utc};
use domain::contact::PostalAddress;
use domain::ids::{StaffId, StoreId};
use domain::staff::Role;
use futures::future::try_join_all;
use uuid::Uuid;

pub(super) const PASSWORD: &str = "gold-and-garnets";

pub(super) const PEOPLE: [Login; 5] = [
    Login {
        name: "Helen Vale",
        email: "helen@hudsonvale.example",
        role: Role::Owner,
        pin: "2580",
    },
    Login {
        name: "Marcus Hudson",
        email: "marcus@hudsonvale.example",
        role: Role::Manager,
        pin: "1470",
    },
    Login {
        name: "Priya Raman",
        email: "priya@hudsonvale.example",
        role: Role::Sales,
        pin: "3691",
    },
    Login {
        name: "Tomás Ferreira",
        email: "tomas@hudsonvale.example",
        role: Role::Jeweler,
        pin: "7412",
    },
    Login {
        name: "Grace Lindqvist",
        email: "grace@hudsonvale.example",
        role: Role::Bookkeeper,
        pin: "8520",
    },
];

/// What everybody signs in with, hashed.
pub(super) struct Secrets {
    password: String,
    pins: Vec<String>,
}

impl Secrets {
    /// Made before the transaction: hashing takes its time.
    pub(super) async fn hashed() -> Result<Self, Error> {
        let pins = PEOPLE
            .iter()
            .map(|login| secrets::hash(login.pin.to_owned()));
        Ok(Self {
            password: secrets::hash(PASSWORD.to_owned()).await?,
            pins: try_join_all(pins).await?,
        })
    }
}

/// Keeps a second process from filling the same database at once.
pub(super) async fn alone(tx: &mut Tx<'_>) -> Result<(), Error> {
    sqlx::query("select pg_advisory_xact_lock(hashtextextended('demo shop', 0))")
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub(super) async fn is_empty(db: impl sqlx::PgExecutor<'_>) -> Result<bool, Error> {
    Ok(sqlx::query_scalar("select not exists (select from stores)")
        .fetch_one(db)
        .await?)
}

pub(super) async fn is_demo(db: impl sqlx::PgExecutor<'_>) -> Result<bool, Error> {
    Ok(
        sqlx::query_scalar("select exists (select from staff where email = $1)")
            .bind(PEOPLE[0].email)
            .fetch_one(db)
            .await?,
    )
}

/// Two stores in two states, with the tax of each and the shop's rules. Says which is the first.
pub(super) async fn build(tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<StoreId, Error> {
    let (mercer, hoboken) = (StoreId::generate(), StoreId::generate());
    let addresses = [
        address("48 Mercer St", "New York", "NY", "10013"),
        address("212 Washington St", "Hoboken", "NJ", "07030"),
    ];
    sqlx::query(
        "insert into stores (id, name, jurisdiction, address, phone, email, website, created_at)
         select id, name, jurisdiction, address, phone, email, 'https://hudsonvale.example', $7
         from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::text[], $6::text[])
            as store (id, name, jurisdiction, address, phone, email)",
    )
    .bind(vec![mercer.uuid(), hoboken.uuid()])
    .bind(vec!["Hudson & Vale", "Hudson & Vale Hoboken"])
    .bind(vec!["US-NY", "US-NJ"])
    .bind(
        addresses
            .iter()
            .map(serde_json::to_value)
            .collect::<Result<Vec<_>, _>>()?,
    )
    .bind(vec!["+12125550100", "+12015550100"])
    .bind(vec![
        "hello@hudsonvale.example",
        "hoboken@hudsonvale.example",
    ])
    .bind(now)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "insert into store_policies (store_id, valid_from)
         select id, '2020-01-01' from unnest($1::uuid[]) as store (id)",
    )
    .bind(vec![mercer.uuid(), hoboken.uuid()])
    .execute(&mut **tx)
    .await?;
    // New York City taxes work on jewelry like the jewelry; New Jersey as well.
    sqlx::query(
        "insert into tax_rates (jurisdiction, line_class, valid_from, rate) values
            ('US-NY', 'goods', '2020-01-01', 0.08875), ('US-NY', 'labour', '2020-01-01', 0.08875),
            ('US-NJ', 'goods', '2020-01-01', 0.06625), ('US-NJ', 'labour', '2020-01-01', 0.06625)",
    )
    .execute(&mut **tx)
    .await?;
    Ok(mercer)
}

fn address(line1: &str, city: &str, region: &str, postcode: &str) -> PostalAddress {
    PostalAddress {
        line1: line1.into(),
        city: city.into(),
        region: region.into(),
        postcode: postcode.into(),
        country: "US".into(),
        ..PostalAddress::default()
    }
}

/// Those of the house whom the demo's story needs.
pub(super) struct Hired {
    pub owner: Staff,
    pub manager: Staff,
    pub sales: Staff,
    pub jeweler: StaffId,
}

/// One person for each role.
pub(super) async fn hire(
    tx: &mut Tx<'_>,
    store: StoreId,
    secrets: &Secrets,
    now: DateTime<Utc>,
) -> Result<Hired, Error> {
    let column = |read: fn(&Login) -> &'static str| PEOPLE.iter().map(read).collect::<Vec<_>>();
    let staff = PEOPLE.each_ref().map(|login| Staff {
        id: StaffId::generate(),
        name: login.name.to_owned(),
        role: login.role,
        store,
    });
    let ids: Vec<Uuid> = staff.iter().map(|person| person.id.uuid()).collect();
    sqlx::query(
        "insert into staff (id, name, email, role, store_id, password_hash, pin_hash, created_at)
         select id, name, email, role, $5, $6, pin_hash, $8
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $7::text[])
            as person (id, name, email, role, pin_hash)",
    )
    .bind(ids)
    .bind(column(|login| login.name))
    .bind(column(|login| login.email))
    .bind(column(|login| login.role.code()))
    .bind(store.uuid())
    .bind(&secrets.password)
    .bind(&secrets.pins)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    let [owner, manager, sales, jeweler, _] = staff;
    Ok(Hired {
        owner,
        manager,
        sales,
        jeweler: jeweler.id,
    })
}
