//! The demo shop's customers. Their phone numbers and addresses belong to nobody.

use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, TimeDelta, Utc};
use domain::contact::PostalAddress;
use domain::ids::{AddressId, CustomerId};
use uuid::Uuid;

struct Guest {
    name: &'static str,
    phone: &'static str,
    email: Option<&'static str>,
    street: &'static str,
    city: &'static str,
    region: &'static str,
    postcode: &'static str,
    note: &'static str,
}

#[rustfmt::skip]
const GUESTS: [Guest; 12] = [
    Guest { name: "Ana Duarte", phone: "+12125550142", email: Some("ana.duarte@mail.example"), street: "310 W 18th St", city: "New York", region: "NY", postcode: "10011", note: "Ring finger 6¼. Yellow gold only." },
    Guest { name: "Samuel Okafor", phone: "+12125550117", email: Some("s.okafor@mail.example"), street: "77 Bleecker St", city: "New York", region: "NY", postcode: "10012", note: "" },
    Guest { name: "Mei-Ling Chen", phone: "+19175550163", email: Some("meiling@mail.example"), street: "15 Mott St", city: "New York", region: "NY", postcode: "10013", note: "Prefers platinum. Anniversary 14 June." },
    Guest { name: "Jonathan Weiss", phone: "+12015550128", email: Some("jweiss@mail.example"), street: "640 Garden St", city: "Hoboken", region: "NJ", postcode: "07030", note: "" },
    Guest { name: "Isabelle Fontaine", phone: "+16465550191", email: Some("isabelle@mail.example"), street: "201 E 69th St", city: "New York", region: "NY", postcode: "10021", note: "Collects signed pieces from the thirties." },
    Guest { name: "Darnell Brooks", phone: "+17185550154", email: None, street: "88 Lafayette Ave", city: "Brooklyn", region: "NY", postcode: "11217", note: "Call, no e-mail." },
    Guest { name: "Sofia Marchetti", phone: "+19295550136", email: Some("sofia.m@mail.example"), street: "34 Court St", city: "Brooklyn", region: "NY", postcode: "11201", note: "" },
    Guest { name: "Kenji Watanabe", phone: "+12125550175", email: Some("kenji.w@mail.example"), street: "9 Jane St", city: "New York", region: "NY", postcode: "10014", note: "Nickel allergy: palladium white gold." },
    Guest { name: "Rachel Goldberg", phone: "+15165550108", email: Some("rachel.g@mail.example"), street: "12 Station Plaza", city: "Great Neck", region: "NY", postcode: "11021", note: "" },
    Guest { name: "Liam O’Connor", phone: "+12015550187", email: Some("liam.oc@mail.example"), street: "119 Newark St", city: "Hoboken", region: "NJ", postcode: "07030", note: "Proposal planned: nothing by post." },
    Guest { name: "Amara Singh", phone: "+13475550149", email: Some("amara@mail.example"), street: "41-08 30th Ave", city: "Astoria", region: "NY", postcode: "11103", note: "22 karat." },
    Guest { name: "Victor Almeida", phone: "+19735550122", email: Some("v.almeida@mail.example"), street: "58 Ferry St", city: "Newark", region: "NJ", postcode: "07105", note: "" },
];

impl Guest {
    fn address(&self) -> PostalAddress {
        PostalAddress {
            line1: self.street.into(),
            city: self.city.into(),
            region: self.region.into(),
            postcode: self.postcode.into(),
            country: "US".into(),
            ..PostalAddress::default()
        }
    }
}

/// Writes the customers down, with an address each.
pub(super) async fn invite(tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<Vec<CustomerId>, Error> {
    let column = |read: fn(&Guest) -> &'static str| GUESTS.iter().map(read).collect::<Vec<_>>();
    let ids: Vec<Uuid> = GUESTS
        .iter()
        .map(|_| CustomerId::generate().uuid())
        .collect();
    let since = now - TimeDelta::days(200);
    sqlx::query(
        "insert into customers (id, name, phone, email, email_consent, note, created_at, updated_at)
         select id, name, phone, email, email is not null, note, $6, $6
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
            as guest (id, name, phone, email, note)",
    )
    .bind(&ids)
    .bind(column(|guest| guest.name))
    .bind(column(|guest| guest.phone))
    .bind(GUESTS.iter().map(|guest| guest.email).collect::<Vec<_>>())
    .bind(column(|guest| guest.note))
    .bind(since)
    .execute(&mut **tx)
    .await?;
    let address_ids: Vec<Uuid> = GUESTS
        .iter()
        .map(|_| AddressId::generate().uuid())
        .collect();
    let addresses = GUESTS
        .iter()
        .map(|guest| serde_json::to_value(guest.address()))
        .collect::<Result<Vec<_>, _>>()?;
    sqlx::query(
        "insert into customer_addresses (id, customer_id, label, address, created_at)
         select id, customer_id, 'Home', address, $4
         from unnest($1::uuid[], $2::uuid[], $3::jsonb[]) as home (id, customer_id, address)",
    )
    .bind(address_ids)
    .bind(&ids)
    .bind(addresses)
    .bind(since)
    .execute(&mut **tx)
    .await?;
    Ok(ids.into_iter().map(CustomerId::from).collect())
}
