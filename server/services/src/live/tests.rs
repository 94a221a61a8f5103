use super::{Change, Hub, Listener, News};
use domain::ids::{OrderId, StoreId};
use sqlx::PgPool;
use std::time::Duration;
use tokio::time::timeout;

fn change() -> Change {
    Change {
        store: StoreId::generate(),
        order: OrderId::generate(),
        version: 2,
    }
}

/// The next change, or none within a second; "anything" is passed over.
async fn next_change(listener: &mut Listener) -> Option<Change> {
    let heard = async {
        loop {
            match listener.next().await {
                Some(News::Changed(change)) => return Some(change),
                Some(News::Anything | News::Carried(_)) => {}
                None => return None,
            }
        }
    };
    timeout(Duration::from_secs(1), heard).await.ok().flatten()
}

/// Runs a hub's relay and waits until it hears.
async fn relayed(hub: &Hub, db: &PgPool) -> tokio::task::JoinHandle<()> {
    let mut listener = hub.listen();
    let task = {
        let (hub, direct) = (hub.clone(), db.connect_options().as_ref().clone());
        tokio::spawn(async move { hub.relay(direct).await })
    };
    let heard = timeout(Duration::from_secs(10), listener.next()).await;
    assert_eq!(heard.expect("the relay listens"), Some(News::Anything));
    task
}

#[sqlx::test(migrations = false)]
async fn a_change_reaches_every_process_once(db: PgPool) {
    let (here, there) = (Hub::default(), Hub::default());
    let tasks = [relayed(&here, &db).await, relayed(&there, &db).await];
    let (mut at_home, mut abroad) = (here.listen(), there.listen());
    let told = change();
    here.tell(told);
    assert_eq!(next_change(&mut at_home).await, Some(told));
    assert_eq!(next_change(&mut abroad).await, Some(told));
    assert_eq!(next_change(&mut at_home).await, None, "no echo");
    assert_eq!(next_change(&mut abroad).await, None);
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
}

#[sqlx::test(migrations = false)]
async fn what_was_carried_is_heard_of_everywhere(db: PgPool) {
    let (here, there) = (Hub::default(), Hub::default());
    let tasks = [relayed(&here, &db).await, relayed(&there, &db).await];
    let (mut at_home, mut abroad) = (here.listen(), there.listen());
    let store = StoreId::generate();
    here.carried(store);
    here.tell(change());
    for listener in [&mut at_home, &mut abroad] {
        let heard = async {
            loop {
                match listener.next().await {
                    Some(News::Carried(at)) => return at,
                    Some(_) => {}
                    None => panic!("the hub is gone"),
                }
            }
        };
        let heard = timeout(Duration::from_secs(1), heard).await;
        assert_eq!(heard.expect("it is told"), store);
    }
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
}

#[sqlx::test(migrations = false)]
async fn many_changes_travel_together_and_all_arrive(db: PgPool) {
    let (here, there) = (Hub::default(), Hub::default());
    let tasks = [relayed(&here, &db).await, relayed(&there, &db).await];
    let mut abroad = there.listen();
    let told: Vec<_> = std::iter::repeat_with(change).take(200).collect();
    told.iter().for_each(|change| here.tell(*change));
    let mut heard = Vec::new();
    while let Some(change) = next_change(&mut abroad).await {
        heard.push(change);
    }
    assert_eq!(heard.len(), told.len());
    assert!(told.iter().all(|change| heard.contains(change)));
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
}

#[sqlx::test(migrations = false)]
async fn a_lost_connection_comes_back_and_says_so(db: PgPool) {
    let (here, there) = (Hub::default(), Hub::default());
    let tasks = [relayed(&here, &db).await, relayed(&there, &db).await];
    let mut abroad = there.listen();
    sqlx::query(
        "select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()",
    )
    .execute(&db)
    .await
    .unwrap();
    let said = timeout(Duration::from_secs(10), abroad.next()).await;
    assert_eq!(said.expect("it notices"), Some(News::Anything));
    // The sender may have lost its connection too: a hint may be lost, the next arrives.
    let mut heard = None;
    for _ in 0..5 {
        let told = change();
        here.tell(told);
        heard = next_change(&mut abroad)
            .await
            .filter(|heard| *heard == told);
        if heard.is_some() {
            break;
        }
    }
    assert!(heard.is_some());
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn a_listener_that_falls_behind_is_told_so() {
    let hub = Hub::default();
    let mut listener = hub.listen();
    for _ in 0..=super::BACKLOG {
        hub.tell(change());
    }
    assert_eq!(listener.next().await, Some(News::Anything));
}
