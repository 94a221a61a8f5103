//! A shop to measure: a fresh database and the release server, on a port of their own.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::status;
use crate::build::Built;

const PORT: u16 = 4390;
const OPEN_WITHIN: Duration = Duration::from_secs(120);
/// After this long nothing of the start is left to do.
const CALM: Duration = Duration::from_secs(3);

/// Measured while it opens, then held for more. Dropping it closes it and leaves nothing.
#[derive(Debug)]
pub struct Shop {
    server: Server,
    /// From the start of the process to the first answer that it is ready.
    pub first_start: Duration,
    /// The same with the database there already.
    pub second_start: Duration,
    /// Once it is open and nobody calls, in KiB.
    pub memory_at_rest: u64,
}

impl Shop {
    /// Opens the shop as people do, twice; then as it is under load.
    pub fn open(built: &Built) -> Result<Self> {
        let mut server = Server {
            program: built.server.clone(),
            site: built.site.clone(),
            data: PathBuf::from(format!("/tmp/bezel-bench-{}", std::process::id())),
            process: None,
        };
        let first_start = server.start(&[])?;
        server.stop()?;
        let second_start = server.start(&[])?;
        sleep(CALM);
        let memory_at_rest = status::read(server.id()?, "VmRSS:")?;
        server.stop()?;
        // Jobs are enqueued and left: working them off is another process's affair.
        server.start(&["--no-worker", "--api-rate", "0"])?;
        Ok(Self {
            server,
            first_start,
            second_start,
            memory_at_rest,
        })
    }

    /// The most memory that the server held since it was opened for load, in KiB.
    pub fn most_memory(&self) -> Result<u64> {
        status::read(self.server.id()?, "VmHWM:")
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{PORT}")
    }

    pub fn data(&self) -> &Path {
        &self.server.data
    }

    /// Another command of the server on the same data.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = self.server.command();
        command.args(words).arg("--data").arg(&self.server.data);
        command
    }

    /// Closes it, and says if it did not stop cleanly.
    pub fn close(mut self) -> Result<()> {
        self.server.stop()
    }
}

#[derive(Debug)]
struct Server {
    program: PathBuf,
    site: PathBuf,
    data: PathBuf,
    process: Option<Child>,
}

impl Server {
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .env("BEZEL_LOG", "error")
            .env_remove("DATABASE_URL")
            .env_remove("DATABASE_OWNER_URL");
        command
    }

    /// Starts it and waits until it is ready; gives how long that took.
    fn start(&mut self, more: &[&str]) -> Result<Duration> {
        let mut command = self.command();
        command.args(["serve", "--demo", "--port", &PORT.to_string()]);
        command.arg("--data").arg(&self.data);
        command.arg("--site").arg(&self.site);
        // It greets those who start it; here nobody signs in.
        command.args(more).stdout(Stdio::null());
        let started = Instant::now();
        let mut process = command.spawn().context("could not run the server")?;
        while !is_ready() {
            if process.try_wait()?.is_some() || started.elapsed() > OPEN_WITHIN {
                self.process = Some(process);
                bail!("the server did not open");
            }
            sleep(Duration::from_millis(5));
        }
        self.process = Some(process);
        Ok(started.elapsed())
    }

    fn id(&self) -> Result<u32> {
        let process = self.process.as_ref().context("the server does not run")?;
        Ok(process.id())
    }

    fn stop(&mut self) -> Result<()> {
        let Some(mut process) = self.process.take() else {
            return Ok(());
        };
        let told = Command::new("kill")
            .arg("-TERM")
            .arg(process.id().to_string())
            .status()?;
        if !told.success() || !process.wait()?.success() {
            bail!("the server did not stop cleanly");
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // What led here has been told; there is nothing more to do about these.
        let _stopped = self.stop();
        let _removed = fs::remove_dir_all(&self.data);
    }
}

fn is_ready() -> bool {
    let ask = || -> std::io::Result<String> {
        let mut connection = TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], PORT)))?;
        connection.set_read_timeout(Some(Duration::from_secs(2)))?;
        connection.write_all(b"GET /readyz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.split_whitespace().nth(1) == Some("200"))
}
