//! A shop to measure: a fresh database and the release server, on a port of their own.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::build::Built;

const PORT: u16 = 4390;
const OPEN_WITHIN: Duration = Duration::from_secs(120);

/// Closed by [`Shop::close`]; what an error leaves running ends with us.
#[derive(Debug)]
pub struct Shop {
    server: Child,
    data: PathBuf,
    /// From the start of the process to the first answer that it is ready.
    pub first_start: Duration,
    /// The same with the database there already.
    pub second_start: Duration,
}

impl Shop {
    pub fn open(built: &Built) -> Result<Self> {
        let data = PathBuf::from(format!("/tmp/bezel-bench-{}", std::process::id()));
        let (first, first_start) = start(built, &data)?;
        stop(first)?;
        let (server, second_start) = start(built, &data)?;
        Ok(Self {
            server,
            data,
            first_start,
            second_start,
        })
    }

    pub fn process(&self) -> u32 {
        self.server.id()
    }

    pub fn close(self) -> Result<()> {
        stop(self.server)?;
        Ok(fs::remove_dir_all(self.data)?)
    }
}

fn start(built: &Built, data: &PathBuf) -> Result<(Child, Duration)> {
    let started = Instant::now();
    let mut server = Command::new(&built.server);
    server
        .args(["serve", "--demo"])
        .arg("--port")
        .arg(PORT.to_string())
        .arg("--data")
        .arg(data);
    server
        .arg("--site")
        .arg(&built.site)
        .env("BEZEL_LOG", "warn");
    server
        .env_remove("DATABASE_URL")
        .env_remove("DATABASE_OWNER_URL");
    let mut child = server.spawn().context("could not run the server")?;
    while !is_ready() {
        if child.try_wait()?.is_some() || started.elapsed() > OPEN_WITHIN {
            bail!("the server did not open");
        }
        sleep(Duration::from_millis(5));
    }
    Ok((child, started.elapsed()))
}

fn stop(mut child: Child) -> Result<()> {
    let told = Command::new("kill")
        .arg("-TERM")
        .arg(child.id().to_string())
        .status()?;
    if !told.success() || !child.wait()?.success() {
        bail!("the server did not stop cleanly");
    }
    Ok(())
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
