//! Who may not, what is not there, and what is asked twice.

use super::super::save_book_task;
use super::*;
use domain::bench::StepKind;
use domain::orders::repair::book::TaskDraft;
use sqlx::PgPool;

fn draft(name: &str) -> TaskDraft {
    TaskDraft {
        name: name.into(),
        labour: "80".into(),
        material_cost: String::new(),
        warranty_days: "90".into(),
        step: StepKind::Assembly,
        hours: "1".into(),
        active: true,
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn only_the_counter_takes_in_and_only_managers_keep_prices(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let input = ring(&house, ana, SIZING).await;
    for who in [&house.jeweler, &house.bookkeeper] {
        let refused = taken(&house, who, &input).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{}", who.name);
    }
    let (services, hinge) = (&house.services, draft("Rebuild a hinge"));
    for who in [&house.sales, &house.jeweler, &house.bookkeeper] {
        let refused = save_book_task(services, who.into(), None, &hinge, key()).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{}", who.name);
    }
    let desk = Desk::firm(&house).await;
    let refused = desk
        .act_as(&house.bookkeeper, Action::StartWork, Details::default())
        .await;
    assert!(matches!(
        refused,
        Err(Error::Refused { .. } | Error::Forbidden)
    ));
    let refused = desk.act_as(&house.jeweler, Action::SendQuote, Details::default());
    assert!(
        refused.await.is_err(),
        "prices are the counter's to talk of"
    );
    assert_eq!(desk.state().await, "approved");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_book_is_kept_by_one_at_a_time(db: PgPool) {
    let house = House::open(db).await;
    let (services, manager) = (&house.services, Caller::from(&house.manager));
    let save =
        async |task, name: &str| save_book_task(services, manager, task, &draft(name), key()).await;
    let saved = save(None, "Rebuild a hinge").await.unwrap();
    let twice = save(None, "rebuild a HINGE").await;
    assert_eq!(complaint(twice, "/name"), "Another task has this name.");
    let again = save(Some((saved.id, 1)), "Rebuild the hinge")
        .await
        .unwrap();
    assert_eq!(again.version, 2);
    let late = save(Some((saved.id, 1)), "Rebuild a clasp").await;
    assert!(matches!(late, Err(Error::Conflict(_))));
    let book = price_book(services, manager).await.unwrap();
    assert!(book.tasks.len() > 24, "a store starts with a book");
    assert!(
        book.tasks
            .iter()
            .any(|task| task.name == "Rebuild the hinge")
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn another_stores_repair_is_not_there(db: PgPool) {
    let house = House::open(db.clone()).await;
    let elsewhere = House::open(db).await;
    let desk = Desk::firm(&house).await;
    let stranger = Caller::from(&elsewhere.owner);
    let shown = show(&elsewhere.services, stranger, desk.order).await;
    assert!(matches!(shown, Err(Error::NotFound)));
    let request = Request {
        action: Action::StartWork,
        version: 1,
        details: Details::default(),
        override_reason: String::new(),
    };
    let acted = act(&elsewhere.services, stranger, desk.order, &request, key()).await;
    assert!(matches!(acted, Err(Error::NotFound)));
    let ours = price_book(&house.services, (&house.owner).into())
        .await
        .unwrap();
    let task = (ours.tasks[0].id, 1);
    let saved = save_book_task(
        &elsewhere.services,
        stranger,
        Some(task),
        &draft("X"),
        key(),
    )
    .await;
    assert!(matches!(saved, Err(Error::NotFound)));
    let theirs = ring(&house, house.customer("Ana Ruiz").await, SIZING).await;
    let wrong = taken(&elsewhere, &elsewhere.sales, &theirs).await;
    let complaint = complaint(wrong, "/pieces/0/tasks/0/task");
    assert_eq!(complaint, "This task is not in the price book any more.");
}

#[sqlx::test(migrations = "./migrations")]
async fn asked_twice_it_is_taken_in_once(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let input = ring(&house, ana, SIZING).await;
    let (sales, once) = (Caller::from(&house.sales), key());
    let first = take_in(&house.services, sales, &input, once).await.unwrap();
    let again = take_in(&house.services, sales, &input, once).await.unwrap();
    assert_eq!(first, again);
    let counted: (i64, i64) =
        sqlx::query_as("select (select count(*) from orders), (select count(*) from pieces)")
            .fetch_one(&house.services.db)
            .await
            .unwrap();
    assert_eq!(counted, (1, 1));
    let other = NewRepair {
        rush: true,
        ..input
    };
    let misused = take_in(&house.services, sales, &other, once).await;
    assert!(matches!(misused, Err(Error::Conflict(_))));
}

#[sqlx::test(migrations = "./migrations")]
async fn of_two_who_act_on_what_they_saw_one_does(db: PgPool) {
    let house = House::open(db).await;
    hours(&house).await;
    let desk = Desk::firm(&house).await;
    let request = |key| {
        let request = Request {
            action: Action::StartWork,
            version: 1,
            details: Details::default(),
            override_reason: String::new(),
        };
        let (services, manager) = (&house.services, Caller::from(&house.manager));
        async move { act(services, manager, desk.order, &request, key).await }
    };
    let (first, second) = tokio::join!(request(key()), request(key()));
    assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1);
}
