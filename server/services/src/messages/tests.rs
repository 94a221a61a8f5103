use super::port::{Letter, Mailer, NotTaken};
use super::{compose, facts, list, notify, retry, retry_all, show, templates};
use crate::jobs::{Attempt, Effects, Job, Worker, enqueue};
use crate::testing::House;
use crate::testing::fixture::{Written, day, usd};
use crate::{Error, Services};
use async_trait::async_trait;
use domain::messages::{Filter, MessageRow, MessageStatus};
use domain::orders::history::Happening;
use domain::orders::{Action, Kind, State, lifecycle, repair, special_order, wholesale};
use domain::payments::Method;
use sqlx::PgPool;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

const FIRST: Attempt = Attempt {
    number: 1,
    last: false,
};
const LAST: Attempt = Attempt {
    number: 14,
    last: true,
};

/// A mail server that takes letters, or says why not.
#[derive(Default)]
struct Post {
    taken: Mutex<Vec<Letter>>,
    says: Mutex<Option<NotTaken>>,
}

impl Post {
    fn says(&self, answer: Option<NotTaken>) {
        *self.says.lock().unwrap() = answer;
    }

    fn taken(&self) -> Vec<Letter> {
        self.taken.lock().unwrap().clone()
    }
}

#[async_trait]
impl Mailer for Post {
    async fn hand_over(&self, letter: &Letter) -> Result<(), NotTaken> {
        if let Some(refusal) = self.says.lock().unwrap().clone() {
            return Err(refusal);
        }
        self.taken.lock().unwrap().push(letter.clone());
        Ok(())
    }
}

async fn all(house: &House) -> Vec<MessageRow> {
    let page = list(&house.services, (&house.sales).into(), &Filter::default()).await;
    page.unwrap().items
}

async fn status(house: &House) -> MessageStatus {
    let all = all(house).await;
    assert_eq!(all.len(), 1);
    all[0].status
}

async fn tell(house: &House, post: &Post, order: &Written) -> Result<(), Error> {
    notify(&house.services, Some(post), order.event, FIRST).await
}

#[sqlx::test(migrations = "./migrations")]
async fn a_customer_is_told_once_however_often_the_job_runs(db: PgPool) {
    let house = House::open(db).await;
    let order = house.write_order("Ana Ruiz").await;
    let post = Post::default();
    for _ in 0..3 {
        tell(&house, &post, &order).await.unwrap();
    }
    assert_eq!(status(&house).await, MessageStatus::Sent);
    let [letter] = post.taken().try_into().unwrap();
    assert_eq!(letter.to, "ana@example.com");
    assert_eq!(
        letter.subject,
        format!("We have your order {}", order.number)
    );
    let link = crate::tracking::url(&house.services, order.link);
    let token = link.rsplit('/').next().unwrap();
    assert!(letter.text.contains(&link) && letter.html.contains(token));
    assert!(
        letter.message_id.ends_with("@127.0.0.1>"),
        "{}",
        letter.message_id
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn without_a_mail_server_it_is_kept_and_can_go_later(db: PgPool) {
    let house = House::open(db).await;
    let order = house.write_order("Ana Ruiz").await;
    notify(&house.services, None, order.event, FIRST)
        .await
        .unwrap();
    assert_eq!(status(&house).await, MessageStatus::NotSent);

    let sales = (&house.sales).into();
    assert_eq!(retry_all(&house.services, sales).await.unwrap(), 1);
    assert_eq!(retry_all(&house.services, sales).await.unwrap(), 0);
    assert_eq!(status(&house).await, MessageStatus::Queued);
    let post = Arc::new(Post::default());
    work_off(&house.services, &post, 1).await;
    assert_eq!(status(&house).await, MessageStatus::Sent);
    assert_eq!(post.taken().len(), 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn nobody_is_written_to_against_their_wish(db: PgPool) {
    let house = House::open(db).await;
    let order = house.write_order("Ana Ruiz").await;
    let consent = async |given: bool| {
        sqlx::query("update customers set email_consent = $1")
            .bind(given)
            .execute(&house.services.db)
            .await
            .unwrap();
    };
    consent(false).await;
    let post = Post::default();
    tell(&house, &post, &order).await.unwrap();
    assert_eq!(status(&house).await, MessageStatus::Unreachable);
    let message = all(&house).await[0].id;
    let sales = (&house.sales).into();
    let refused = retry(&house.services, sales, message).await;
    assert!(matches!(refused, Err(Error::Refused { .. })));
    assert!(post.taken().is_empty());

    consent(true).await;
    retry(&house.services, sales, message).await.unwrap();
    tell(&house, &post, &order).await.unwrap();
    assert_eq!(post.taken().len(), 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_refusal_for_good_fails_and_one_for_now_waits(db: PgPool) {
    let house = House::open(db).await;
    let post = Post::default();
    let order = house.write_order("Ana Ruiz").await;
    post.says(Some(NotTaken::ForNow("451 try later".into())));
    assert!(tell(&house, &post, &order).await.is_err());
    assert_eq!(status(&house).await, MessageStatus::Queued);
    let last = notify(&house.services, Some(&post), order.event, LAST).await;
    assert!(
        last.is_ok(),
        "given up in sight of staff, not as a dead job"
    );
    assert_eq!(status(&house).await, MessageStatus::Failed);

    let message = all(&house).await[0].id;
    retry(&house.services, (&house.sales).into(), message)
        .await
        .unwrap();
    post.says(Some(NotTaken::ForGood("550 no such person".into())));
    tell(&house, &post, &order).await.unwrap();
    assert_eq!(status(&house).await, MessageStatus::Failed);
    let trouble = all(&house).await[0].trouble.clone();
    assert_eq!(trouble.as_deref(), Some("550 no such person"));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_sent_is_never_sent_again(db: PgPool) {
    let house = House::open(db).await;
    let order = house.write_order("Ana Ruiz").await;
    let post = Post::default();
    tell(&house, &post, &order).await.unwrap();
    let message = all(&house).await[0].id;
    retry(&house.services, (&house.sales).into(), message)
        .await
        .unwrap();
    assert_eq!(status(&house).await, MessageStatus::Sent);
    tell(&house, &post, &order).await.unwrap();
    assert_eq!(post.taken().len(), 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn messages_are_the_stores_own(db: PgPool) {
    let house = House::open(db.clone()).await;
    let order = house.write_order("Ana Ruiz").await;
    notify(&house.services, None, order.event, FIRST)
        .await
        .unwrap();
    let message = all(&house).await[0].id;
    let mut stranger = house.manager.clone();
    stranger.store = domain::ids::StoreId::generate();
    let services = &house.services;
    assert!(
        list(services, (&stranger).into(), &Filter::default())
            .await
            .is_err()
    );
    assert!(matches!(
        show(services, (&stranger).into(), message).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        retry(services, (&stranger).into(), message).await,
        Err(Error::NotFound)
    ));
    for refused in [
        show(services, (&house.jeweler).into(), message)
            .await
            .map(drop),
        retry(services, (&house.jeweler).into(), message).await,
        retry_all(services, (&house.jeweler).into()).await.map(drop),
    ] {
        assert!(matches!(refused, Err(Error::Forbidden)));
    }
}

/// Works until so many letters were taken and no job is left.
async fn work_off(services: &Services, post: &Arc<Post>, letters: usize) {
    let workers: Vec<_> = (0..2)
        .map(|_| {
            let (stop, stopped) = oneshot::channel::<()>();
            let effects = Effects::new(services.clone(), Some(post.clone()));
            let worker = Worker::new(services.clone(), Arc::new(effects));
            let stopped = async {
                let _either_way = stopped.await;
            };
            (stop, tokio::spawn(worker.run(stopped)))
        })
        .collect();
    let done = async {
        let jobs = "select count(*) from jobs";
        while sqlx::query_scalar::<_, i64>(jobs)
            .fetch_one(&services.db)
            .await
            .unwrap()
            > 0
        {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(60), done)
        .await
        .expect("all jobs are done");
    for (stop, task) in workers {
        stop.send(()).unwrap();
        task.await.unwrap();
    }
    assert_eq!(post.taken().len(), letters);
}

#[sqlx::test(migrations = "./migrations")]
async fn two_workers_send_two_hundred_messages_once_each(db: PgPool) {
    let house = House::open(db).await;
    let order = house.write_order("Ana Ruiz").await;
    let paid = Happening::PaymentTaken {
        amount: usd("5"),
        method: Method::Cash,
    };
    let mut jobs = vec![Job::Notify { event: order.event }];
    for _ in 1..200 {
        let event = house.write_event(order.order, &paid, true).await;
        jobs.push(Job::Notify { event });
    }
    // Each is asked for twice, as after a crash.
    let mut tx = house.services.db.begin().await.unwrap();
    for _ in 0..2 {
        enqueue(&mut tx, &jobs, house.services.clock.now())
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let post = Arc::new(Post::default());
    work_off(&house.services, &post, 200).await;
    let mut ids: Vec<_> = post
        .taken()
        .into_iter()
        .map(|letter| letter.message_id)
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 200);
}

fn moved(action: Action, from: State, to: State) -> Happening {
    Happening::Moved {
        action,
        from,
        to,
        note: Some("SECRET".into()),
        overridden: None,
        told: true,
    }
}

#[test]
fn every_told_step_has_a_wording() {
    for kind in Kind::ALL {
        for row in lifecycle::rows(*kind).into_iter().filter(|row| row.told) {
            let name = templates::name_for(&moved(row.action, row.from, row.to));
            let wording = name.and_then(templates::shipped);
            assert!(wording.is_some(), "{row:?}");
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_wordings_read_well(db: PgPool) {
    use repair::State as R;
    use special_order::State as S;
    use wholesale::State as P;
    let house = House::open(db).await;
    let order = house.write_order("Ana <b>Ruiz</b>").await;
    let taken = facts::of_event(&house.services.db, order.event)
        .await
        .unwrap();
    let step = |action, to| moved(action, taken_state(), State::SpecialOrder(to));
    let mended = |action, to| moved(action, State::Repair(R::TakenIn), State::Repair(to));
    let sold = |action, to| moved(action, State::Wholesale(P::Entered), State::Wholesale(to));
    let happenings = [
        Happening::Captured {
            state: State::SpecialOrder(S::Quoted),
            total: usd("1"),
            promise: day("2026-12-09"),
        },
        Happening::Captured {
            state: taken_state(),
            total: usd("1"),
            promise: day("2026-12-09"),
        },
        step(Action::AcceptQuote, S::DepositDue),
        step(Action::MakeAtBench, S::AtBench),
        step(Action::PlaceWithVendor, S::Ordered),
        step(Action::VendorConfirms, S::Confirmed),
        step(Action::ReportDelay, S::Delayed),
        step(Action::Receive, S::Received),
        step(Action::SendToFinishing, S::Finishing),
        step(Action::PassCheck, S::Ready),
        step(Action::PickUp, S::PickedUp),
        step(Action::Ship, S::Shipped),
        moved(
            Action::Cancel,
            taken_state(),
            State::SpecialOrder(S::Cancelled),
        ),
        Happening::PaymentTaken {
            amount: usd("544.38"),
            method: Method::Cheque,
        },
        Happening::Refunded {
            amount: usd("544.38"),
            method: Method::Cheque,
        },
        Happening::EstimateMoved {
            from: day("2026-12-09"),
            to: day("2026-12-16"),
        },
        step(Action::ConfirmDelivery, S::Closed),
        Happening::Captured {
            state: State::Repair(R::TakenIn),
            total: usd("1"),
            promise: day("2026-12-09"),
        },
        mended(Action::SendQuote, R::QuoteSent),
        mended(Action::AcceptQuote, R::Approved),
        mended(Action::StartWork, R::InProgress),
        mended(Action::WaitForParts, R::WaitingForParts),
        mended(Action::SendToVendor, R::AtVendor),
        mended(Action::PassCheck, R::Ready),
        mended(Action::SendNotice, R::Unclaimed),
        mended(Action::Decline, R::Declined),
        mended(Action::PickUp, R::PickedUp),
        mended(Action::HandBack, R::HandedBack),
        Happening::Captured {
            state: State::Wholesale(P::Entered),
            total: usd("1"),
            promise: day("2026-12-09"),
        },
        sold(Action::Acknowledge, P::Acknowledged),
        sold(Action::Ship, P::PartlyShipped),
    ];
    let mut facts = taken;
    // The number comes from a sequence that tests share.
    facts.number = "SO-10001".into();
    let mut seen = Vec::new();
    for happening in happenings {
        facts.happening = happening;
        let name = templates::name_for(&facts.happening).unwrap();
        let words = compose::fill(
            &templates::shipped(name).unwrap(),
            &facts,
            Some("https://shop.example/track/TOKEN"),
        )
        .unwrap();
        assert!(!words.html.contains("<b>"), "what people typed stays text");
        assert!(!words.text.contains("SECRET") && !words.html.contains("SECRET"));
        insta::assert_snapshot!(
            name,
            format!("Subject: {}\n\n{}", words.subject, words.text)
        );
        if name == "order_taken" {
            insta::assert_snapshot!("order_taken_html", words.html);
        }
        seen.push(name);
    }
    let shipped: Vec<_> = templates::SHIPPED.iter().map(|(name, _)| *name).collect();
    assert_eq!(seen, shipped, "every wording is looked at");

    // Later than was promised: whoever is told the date is told that, too.
    facts.estimate = day("2026-12-16");
    for name in ["ordered", "confirmed", "new_date"] {
        let words = compose::fill(&templates::shipped(name).unwrap(), &facts, None).unwrap();
        assert!(words.text.contains("We are sorry"), "{}", words.text);
        let both = ["Wednesday, 16 December 2026", "Wednesday, 9 December 2026"];
        assert!(
            both.iter().all(|day| words.text.contains(day)),
            "{}",
            words.text
        );
    }
}

fn taken_state() -> State {
    State::SpecialOrder(special_order::State::DepositDue)
}

#[sqlx::test(migrations = "./migrations")]
async fn the_shops_own_words_win_unless_they_are_broken(db: PgPool) {
    let house = House::open(db).await;
    let order = house.write_order("Ana Ruiz").await;
    let facts = facts::of_event(&house.services.db, order.event)
        .await
        .unwrap();
    let own = async |subject: &str, body: &str| {
        sqlx::query(
            "insert into message_templates values ('order_taken', $1, $2, now())
             on conflict (name) do update set subject = $1, body = $2",
        )
        .bind(subject)
        .bind(body)
        .execute(&house.services.db)
        .await
        .unwrap();
        compose::words(&house.services.db, &facts, None)
            .await
            .unwrap()
            .unwrap()
    };
    let words = own(
        "Ciao {{ customer }}\r\nBcc: everyone@example.com",
        "Grazie mille.",
    )
    .await;
    assert_eq!(words.subject, "Ciao Ana Ruiz Bcc: everyone@example.com");
    assert!(words.text.starts_with("Grazie mille.\n"));
    let words = own("{{ nonsense", "{{ no_such_name }}").await;
    assert!(words.subject.starts_with("We have your order"));
}
