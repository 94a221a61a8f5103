use super::retry::MOST_ATTEMPTS;
use super::worker::HOLD;
use super::{Attempt, Handler, Job, Worker, bring_back, enqueue, given_up};
use crate::testing::House;
use crate::{Error, Services};
use async_trait::async_trait;
use chrono::TimeDelta;
use domain::ids::{EventId, MessageId};
use sqlx::PgPool;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

/// Notes what it is asked to do, and does it well, badly or never.
#[derive(Default)]
struct Probe {
    asked: Mutex<Vec<(Job, Attempt)>>,
    fails: AtomicBool,
    panics: AtomicBool,
    hangs: AtomicBool,
}

impl Probe {
    fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

#[async_trait]
impl Handler for Probe {
    async fn handle(&self, job: &Job, attempt: Attempt) -> Result<(), Error> {
        self.asked.lock().unwrap().push((job.clone(), attempt));
        if self.hangs.load(SeqCst) {
            std::future::pending::<()>().await;
        }
        assert!(!self.panics.load(SeqCst), "asked to");
        if self.fails.load(SeqCst) {
            return Err(Error::internal("the mail server is away"));
        }
        Ok(())
    }
}

/// A worker at work, until it is told to stop.
struct Working {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Working {
    fn start(services: &Services, probe: &Arc<Probe>) -> Self {
        let (stop, stopped) = oneshot::channel();
        let worker = Worker::new(services.clone(), probe.clone());
        let task = tokio::spawn(worker.run(async {
            let _either_way = stopped.await;
        }));
        Self { stop, task }
    }

    async fn stop(self) {
        self.stop.send(()).unwrap();
        self.task.await.unwrap();
    }
}

async fn put(services: &Services, count: usize) {
    let jobs: Vec<_> = std::iter::repeat_with(|| Job::Notify {
        event: EventId::generate(),
    })
    .take(count)
    .collect();
    let mut tx = services.db.begin().await.unwrap();
    enqueue(&mut tx, &jobs, services.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn left(services: &Services) -> i64 {
    sqlx::query_scalar("select count(*) from jobs")
        .fetch_one(&services.db)
        .await
        .unwrap()
}

async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let wait = async {
        while !holds().await {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(20), wait).await.expect(what);
}

#[sqlx::test(migrations = "./migrations")]
async fn two_workers_do_each_job_once(db: PgPool) {
    let house = House::open(db).await;
    let services = &house.services;
    put(services, 200).await;
    let probe = Arc::new(Probe::default());
    let workers = [0, 1].map(|_| Working::start(services, &probe));
    until("all are done", async || left(services).await == 0).await;
    for worker in workers {
        worker.stop().await;
    }
    assert_eq!(probe.count(), 200);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_a_dead_worker_held_is_done_by_another(db: PgPool) {
    let house = House::open(db).await;
    let services = &house.services;
    put(services, 1).await;
    let stuck = Arc::new(Probe::default());
    stuck.hangs.store(true, SeqCst);
    let dying = Working::start(services, &stuck);
    until("it is taken up", async || stuck.count() == 1).await;
    dying.task.abort();

    let probe = Arc::new(Probe::default());
    let heir = Working::start(services, &probe);
    sleep(Duration::from_millis(1500)).await;
    assert_eq!(probe.count(), 0, "it is still held");
    house.clock.advance(HOLD + TimeDelta::seconds(1));
    until("it is done", async || left(services).await == 0).await;
    heir.stop().await;
    assert_eq!(probe.count(), 1);
    assert_eq!(probe.asked.lock().unwrap()[0].1.number, 2);
}

#[sqlx::test(migrations = "./migrations")]
async fn stopping_finishes_what_is_held(db: PgPool) {
    let house = House::open(db).await;
    let services = &house.services;
    put(services, 30).await;
    let probe = Arc::new(Probe::default());
    let worker = Working::start(services, &probe);
    until("it has begun", async || probe.count() > 0).await;
    worker.stop().await;
    let undone = usize::try_from(left(services).await).unwrap();
    assert_eq!(probe.count() + undone, 30);
    let held: i64 = sqlx::query_scalar("select count(*) from jobs where held_until is not null")
        .fetch_one(&services.db)
        .await
        .unwrap();
    assert_eq!(held, 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_failing_job_waits_longer_each_time_and_is_given_up(db: PgPool) {
    let house = House::open(db).await;
    let services = &house.services;
    put(services, 1).await;
    let probe = Arc::new(Probe::default());
    probe.fails.store(true, SeqCst);
    let worker = Working::start(services, &probe);
    for attempt in 1..=MOST_ATTEMPTS {
        let done = usize::try_from(attempt).unwrap();
        until("it is tried", async || probe.count() == done).await;
        until("it is put back", async || {
            sqlx::query_scalar("select held_until is null from jobs")
                .fetch_one(&services.db)
                .await
                .unwrap()
        })
        .await;
        house.clock.advance(TimeDelta::hours(2));
    }
    let staff = (&house.manager).into();
    let dead = given_up(services, staff).await.unwrap();
    assert_eq!(dead.len(), 1);
    let (_, last) = probe.asked.lock().unwrap().last().unwrap().clone();
    assert!(last.last);

    let refused = given_up(services, (&house.jeweler).into()).await;
    assert!(matches!(refused, Err(Error::Forbidden)));

    probe.fails.store(false, SeqCst);
    bring_back(services, staff, dead[0].job).await.unwrap();
    until("it is done after all", async || left(services).await == 0).await;
    worker.stop().await;
    assert!(matches!(
        bring_back(services, staff, dead[0].job).await,
        Err(Error::NotFound)
    ));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_job_that_panics_fails_alone(db: PgPool) {
    let house = House::open(db).await;
    let services = &house.services;
    put(services, 1).await;
    let probe = Arc::new(Probe::default());
    probe.panics.store(true, SeqCst);
    let worker = Working::start(services, &probe);
    until("it was tried", async || probe.count() == 1).await;
    probe.panics.store(false, SeqCst);
    house.clock.advance(TimeDelta::minutes(1));
    until("it is done", async || left(services).await == 0).await;
    worker.stop().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_job_that_nobody_can_read_stays_to_be_seen(db: PgPool) {
    let house = House::open(db).await;
    let services = &house.services;
    sqlx::query(
        r#"insert into jobs (id, kind, payload, run_at, created_at, attempts)
           values ($1, 'other', '{"kind":"other"}', $2, $2, $3)"#,
    )
    .bind(MessageId::generate().uuid())
    .bind(services.clock.now())
    .bind(MOST_ATTEMPTS)
    .execute(&services.db)
    .await
    .unwrap();
    let probe = Arc::new(Probe::default());
    let worker = Working::start(services, &probe);
    let staff = (&house.owner).into();
    until("it is given up", async || {
        !given_up(services, staff).await.unwrap().is_empty()
    })
    .await;
    worker.stop().await;
    assert_eq!(probe.count(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn upkeep_clears_what_is_old_and_leaves_the_rest(db: PgPool) {
    let house = House::open(db).await;
    let services = &house.services;
    let now = services.clock.now();
    for days in [1, 29, 31] {
        sqlx::query("insert into idempotency_keys values ('t', gen_random_uuid(), '', null, $1)")
            .bind(now - TimeDelta::days(days))
            .execute(&services.db)
            .await
            .unwrap();
    }
    super::upkeep::run(services).await.unwrap();
    let left: i64 = sqlx::query_scalar("select count(*) from idempotency_keys")
        .fetch_one(&services.db)
        .await
        .unwrap();
    assert_eq!(left, 2);
}
