//! What capture is promised, queues, hours and routes.

use super::*;
use domain::bench::{RouteDraft, RouteStepDraft, StepKind};
use domain::custody::Named;
use domain::orders::draft::{Terms, propose};
use std::collections::HashMap;

#[sqlx::test(migrations = "./migrations")]
async fn capture_promises_what_the_bench_has_time_for(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.hours("2").await;
    let route = shop.route("Stone setting").await;
    let made = shop.order_by(Making::Bench(route)).await;
    let shown = crate::orders::show(&shop.house.services, shop.manager(), made.order).await;
    let shown = shown.unwrap();
    // Two hours, all of Tuesday's; a day to check.
    assert_eq!(shown.first_promise, "2026-11-25".parse().unwrap());
    let job = shown.lines[0].job.clone().unwrap();
    assert_eq!(job.due_on, "2026-11-24".parse().unwrap());
    assert_eq!(job.state, JobState::Planned);
    let later = shop.order_by(Making::Bench(route)).await;
    let shown = crate::orders::show(&shop.house.services, shop.manager(), later.order).await;
    assert_eq!(shown.unwrap().first_promise, "2026-11-26".parse().unwrap());

    let terms = crate::orders::terms_for_capture(&shop.house.services, &shop.house.sales).await;
    let terms = terms.unwrap();
    let line = NewLine {
        description: "Ring".into(),
        quantity: 1,
        unit_price: "100".into(),
        making: Making::Bench(route),
        ..NewLine::default()
    };
    let catalogue = HashMap::new();
    let checks = Terms {
        currency: terms.currency,
        rates: terms.rates.clone(),
        deposit: terms.deposit,
        grants: terms.role.grants(),
        today: terms.today,
        catalogue: &catalogue,
        bench: &terms.bench,
    };
    let lines = [line.checked(&checks).unwrap()];
    assert_eq!(
        propose(&checks, &lines).unwrap().why.unwrap(),
        "2 h of bench work. The jeweler has 2 h free on Thu, so Thu 26 Nov; 1 day to check."
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn a_queue_shows_rush_first_and_then_what_is_due(db: PgPool) {
    let shop = Shop::open(db).await;
    let route = Some(shop.route("Engraving").await);
    let services = &shop.house.services;
    for (title, due, rush) in [
        ("Later", "2026-12-20", false),
        ("Sooner", "2026-12-01", false),
        ("Rush", "2026-12-24", true),
    ] {
        let draft = JobDraft {
            title: title.into(),
            route,
            rush,
            due: Some(due.parse().unwrap()),
            ..JobDraft::default()
        };
        open(services, shop.manager(), &draft, key()).await.unwrap();
    }
    let queued = queue(services, &shop.house.jeweler).await.unwrap();
    let titles: Vec<_> = queued.jobs.iter().map(|job| job.title.as_str()).collect();
    assert_eq!(titles, ["Rush", "Sooner", "Later"]);
    let rush = queued.jobs[0].id;
    shop.deed(rush, StepDeed::Start, "").await.unwrap();
    shop.house.clock.advance(chrono::TimeDelta::days(3));
    let other = queue(services, &shop.house.sales).await.unwrap();
    assert_eq!(other.jobs.len(), 2, "what somebody works on is theirs");
    let mine = queue(services, &shop.house.jeweler).await.unwrap();
    assert_eq!(mine.jobs[0].step.as_ref().unwrap().days_in_step, 3);
    assert_eq!(board(services, shop.manager()).await.unwrap().jobs.len(), 3);
}

#[sqlx::test(migrations = "./migrations")]
async fn routes_are_the_shops_own(db: PgPool) {
    let shop = Shop::open(db).await;
    let (services, manager) = (&shop.house.services, shop.manager());
    let draft = |name: &str| RouteDraft {
        name: name.into(),
        steps: vec![RouteStepDraft {
            kind: StepKind::Setting,
            hours: "1.75".into(),
        }],
    };
    let saved = save_route(services, manager, None, &draft("Pavé"), key()).await;
    let saved = saved.unwrap();
    let twice = save_route(services, manager, None, &draft("pavé"), key()).await;
    assert_eq!(
        complaint(twice, "/name"),
        "Another kind of work is called so."
    );
    let known = Some((saved.id, saved.version));
    save_route(services, manager, known, &draft("Pavé setting"), key())
        .await
        .unwrap();
    let late = save_route(services, manager, known, &draft("Micro pavé"), key()).await;
    assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    let all = routes(services, manager).await.unwrap();
    assert!(all.iter().any(|route| route.name == "Pavé setting"));
    assert!(all.len() >= 9, "and those that a shop starts with");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_style_that_is_made_in_the_house_goes_to_the_bench(db: PgPool) {
    let shop = Shop::open(db).await;
    let services = &shop.house.services;
    let route = shop.route("Assembly").await;
    let style = domain::ids::StyleId::generate();
    let variant = domain::ids::VariantId::generate();
    sqlx::query(
        "insert into styles (id, handle, title, route_id, created_at, updated_at)
         values ($1, 'signet', 'Signet', $2, now(), now())",
    )
    .bind(style.uuid())
    .bind(route.uuid())
    .execute(&services.db)
    .await
    .unwrap();
    sqlx::query(
        "insert into variants (id, style_id, position, price, currency, updated_at)
         values ($1, $2, 1, 1000, 'USD', now())",
    )
    .bind(variant.uuid())
    .bind(style.uuid())
    .execute(&services.db)
    .await
    .unwrap();
    let ana = shop.house.customer("Ana").await;
    let take = |quantity, making| NewOrder {
        kind: Kind::SpecialOrder,
        customer: ana,
        lines: vec![NewLine {
            variant: Some(variant),
            quantity,
            making,
            ..NewLine::default()
        }],
        quote: false,
        promise: None,
        deposit: String::new(),
        deposit_reason: String::new(),
        payment: None,
        delivery: Delivery::PickUp,
        ship_to: None,
        note: String::new(),
    };
    let sales = (&shop.house.sales).into();
    for (quantity, making, made) in [
        (1, Making::AsStyle, true),
        (1, Making::Vendor, false),
        (2, Making::AsStyle, false),
    ] {
        let placed = place(services, sales, &take(quantity, making), key()).await;
        let shown = crate::orders::show(services, sales, placed.unwrap().id).await;
        assert_eq!(shown.unwrap().lines[0].job.is_some(), made, "{making:?}");
    }
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_ticket_that_is_scanned_names_its_job(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.hours("2").await;
    let route = shop.route("Stone setting").await;
    let made = shop.order_by(Making::Bench(route)).await;
    let shown = shop.job(made.job().await).await;
    let scanned = format!(" {} ", shown.card.number.to_lowercase());
    let found = crate::custody::scan(&shop.house.services, shop.manager(), &scanned).await;
    let job = Named::Job {
        id: shown.card.id,
        number: shown.card.number,
        title: shown.card.title,
    };
    assert_eq!(found.unwrap(), [job]);
}
