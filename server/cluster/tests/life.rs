//! The life of a private Postgres, with real processes and real kills.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, User, geteuid};
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

/// A program that holds a cluster.
struct Holder {
    child: Child,
    stdin: Option<ChildStdin>,
    owner_url: String,
    app_url: String,
}

impl Holder {
    fn start(program: &Path, directory: &Path, user: Option<&User>) -> Self {
        let mut command = Command::new(program);
        command
            .arg(directory)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        if let Some(user) = user {
            command.uid(user.uid.as_raw()).gid(user.gid.as_raw());
        }
        let mut child = command.spawn().expect("the program runs");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let mut line = || lines.next().expect("Postgres starts").expect("text");
        let (owner_url, app_url) = (line(), line());
        Self {
            stdin: child.stdin.take(),
            child,
            owner_url,
            app_url,
        }
    }

    fn stop(mut self) {
        drop(self.stdin.take());
        assert!(self.child.wait().expect("it exits").success());
    }

    fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it exits");
    }
}

fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_cluster").into()
}

/// Also checks that anyone may pass through to it.
fn directory() -> TempDir {
    let directory = TempDir::new_in("/tmp").expect("a directory");
    let open = fs::Permissions::from_mode(0o755);
    fs::set_permissions(directory.path(), open).expect("it is ours");
    directory
}

async fn write(url: &str, id: i32) {
    let mut connection = PgConnection::connect(url).await.expect("Postgres answers");
    sqlx::query("create table if not exists rings (id int primary key)")
        .execute(&mut connection)
        .await
        .expect("the owner may make tables");
    sqlx::query("grant select, insert on rings to bezel_app")
        .execute(&mut connection)
        .await
        .expect("the owner may share");
    let insert = sqlx::query("insert into rings values ($1)").bind(id);
    insert
        .execute(&mut connection)
        .await
        .expect("the owner may write");
}

async fn read(url: &str) -> Vec<i32> {
    let mut connection = PgConnection::connect(url).await.expect("Postgres answers");
    let rings = sqlx::query_scalar("select id from rings order by id");
    rings
        .fetch_all(&mut connection)
        .await
        .expect("the table is there")
}

fn postmaster(directory: &Path) -> Option<i32> {
    let lock = fs::read_to_string(directory.join("data/postmaster.pid")).ok()?;
    lock.lines().next()?.parse().ok()
}

fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let give_up = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < give_up, "waited too long until {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[tokio::test]
async fn a_restart_finds_what_was_written() {
    let directory = directory();
    let first = Holder::start(&program(), directory.path(), None);
    write(&first.owner_url, 1).await;
    first.stop();
    assert_eq!(postmaster(directory.path()), None, "stopped cleanly");

    let second = Holder::start(&program(), directory.path(), None);
    assert_eq!(read(&second.app_url).await, [1]);
    second.stop();
}

#[tokio::test]
async fn the_app_may_do_what_the_owner_grants_and_no_more() {
    let directory = directory();
    let holder = Holder::start(&program(), directory.path(), None);
    write(&holder.owner_url, 1).await;

    let mut app = PgConnection::connect(&holder.app_url)
        .await
        .expect("Postgres answers");
    sqlx::query("insert into rings values (2)")
        .execute(&mut app)
        .await
        .expect("rows are its");
    for forbidden in [
        "create table mine (id int)",
        "drop table rings",
        "truncate rings",
    ] {
        let refused = sqlx::query(forbidden).execute(&mut app).await;
        assert!(refused.is_err(), "{forbidden}");
    }
    holder.stop();
}

#[tokio::test]
async fn a_killed_program_takes_postgres_with_it() {
    let directory = directory();
    let holder = Holder::start(&program(), directory.path(), None);
    write(&holder.owner_url, 1).await;
    holder.kill();
    wait_until("Postgres has stopped", || {
        postmaster(directory.path()).is_none()
    });

    let again = Holder::start(&program(), directory.path(), None);
    assert_eq!(read(&again.owner_url).await, [1]);
    again.stop();
}

#[tokio::test]
async fn a_killed_postgres_is_started_again() {
    let directory = directory();
    let holder = Holder::start(&program(), directory.path(), None);
    write(&holder.owner_url, 1).await;
    let old = postmaster(directory.path()).expect("it runs");
    kill(Pid::from_raw(old), Signal::SIGKILL).expect("it can be killed");
    wait_until("a new Postgres is up", || {
        let lock = fs::read_to_string(directory.path().join("data/postmaster.pid"));
        let ready = lock.is_ok_and(|text| text.contains("ready"));
        ready && postmaster(directory.path()).is_some_and(|pid| pid != old)
    });
    assert_eq!(read(&holder.owner_url).await, [1]);
    holder.stop();
}

#[tokio::test]
async fn a_kill_of_everything_loses_nothing() {
    let directory = directory();
    let holder = Holder::start(&program(), directory.path(), None);
    write(&holder.owner_url, 1).await;
    let old = postmaster(directory.path()).expect("it runs");
    kill(Pid::from_raw(old), Signal::SIGKILL).expect("it can be killed");
    holder.kill();

    let again = Holder::start(&program(), directory.path(), None);
    assert_eq!(read(&again.owner_url).await, [1]);
    again.stop();
}

/// From outside, one that is frozen looks like one that was just killed: its lock file says ready
/// and the kernel takes connections for it, but nobody will answer them.
#[tokio::test]
async fn a_postgres_that_will_not_answer_is_not_joined() {
    let directory = directory();
    let holder = Holder::start(&program(), directory.path(), None);
    write(&holder.owner_url, 1).await;
    let old = Pid::from_raw(postmaster(directory.path()).expect("it runs"));
    kill(old, Signal::SIGSTOP).expect("it can be frozen");

    let path = directory.path().to_owned();
    let again = std::thread::spawn(move || Holder::start(&program(), &path, None));
    std::thread::sleep(Duration::from_millis(500));
    assert!(!again.is_finished(), "the program waits");
    kill(old, Signal::SIGKILL).expect("it can be killed");
    holder.kill();

    let again = again.join().expect("the program starts its own");
    assert_eq!(read(&again.owner_url).await, [1]);
    again.stop();
}

#[tokio::test]
async fn a_second_program_joins_the_first_and_leaves_it_alone() {
    let directory = directory();
    let first = Holder::start(&program(), directory.path(), None);
    write(&first.owner_url, 1).await;
    let second = Holder::start(&program(), directory.path(), None);
    assert_eq!(read(&second.app_url).await, [1]);
    second.stop();
    assert_eq!(read(&first.app_url).await, [1]);
    first.stop();
}

#[tokio::test]
async fn an_interrupted_first_start_leaves_no_trace() {
    let directory = directory();
    fs::create_dir_all(directory.path().join("data.init/base")).expect("it is ours");
    let holder = Holder::start(&program(), directory.path(), None);
    write(&holder.owner_url, 1).await;
    assert!(!directory.path().join("data.init").exists());
    holder.stop();
}

#[test]
fn data_of_another_version_is_refused_with_advice() {
    let directory = directory();
    fs::create_dir(directory.path().join("data")).expect("it is ours");
    fs::write(directory.path().join("data/PG_VERSION"), "9\n").expect("it is ours");
    let output = Command::new(program())
        .arg(directory.path())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(
        said.contains("written by Postgres 9") && said.contains("pg_dump"),
        "{said}"
    );
}

/// Root becomes an ordinary user for this; anyone else has already shown it above.
#[tokio::test]
async fn an_ordinary_user_needs_no_other_account() {
    let nobody = User::from_name("nobody").expect("accounts can be read");
    let Some(nobody) = nobody.filter(|_| geteuid().is_root()) else {
        return;
    };
    let directory = directory();
    let (uid, gid) = (nobody.uid.as_raw(), nobody.gid.as_raw());
    chown(directory.path(), Some(uid), Some(gid)).expect("root may");
    // The build may be where that user cannot go.
    let copy = directory.path().join("cluster-program");
    fs::copy(program(), &copy).expect("there is room");

    let holder = Holder::start(&copy, &directory.path().join("postgres"), Some(&nobody));
    write(&holder.owner_url, 1).await;
    assert_eq!(read(&holder.app_url).await, [1]);
    holder.stop();
}
