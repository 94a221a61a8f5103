//! A small mail server (RFC 5321) that keeps what it is given.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server treats its guests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Temper {
    Kind,
    KnowsNobody,
    Busy,
    HangsUp,
}

pub(crate) struct Sink {
    pub(crate) port: u16,
    letters: Arc<Mutex<Vec<String>>>,
}

impl Sink {
    pub(crate) async fn open(temper: Temper) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let letters = Arc::new(Mutex::new(Vec::new()));
        let kept = letters.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let kept = kept.clone();
                tokio::spawn(async move {
                    // A guest that leaves in the middle is the test's own doing.
                    let _left = converse(stream, temper, &kept).await;
                });
            }
        });
        Self { port, letters }
    }

    pub(crate) fn letters(&self) -> Vec<String> {
        self.letters.lock().expect("no test panics with it").clone()
    }
}

async fn converse(
    stream: TcpStream,
    temper: Temper,
    kept: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    write.write_all(b"220 sink ready\r\n").await?;
    let mut line = String::new();
    loop {
        line.clear();
        if lines.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let verb = line
            .split([' ', '\r'])
            .next()
            .unwrap_or_default()
            .to_uppercase();
        let answer = match (verb.as_str(), temper) {
            ("MAIL", Temper::HangsUp) => return Ok(()),
            ("MAIL", Temper::Busy) => "451 try later",
            ("RCPT", Temper::KnowsNobody) => "550 no such person",
            ("DATA", _) => {
                write.write_all(b"354 go on\r\n").await?;
                let letter = letter(&mut lines).await?;
                kept.lock().expect("no test panics with it").push(letter);
                "250 kept"
            }
            ("QUIT", _) => "221 bye",
            _ => "250 fine",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}

/// Everything up to the lone dot, without the dots that protect lines.
async fn letter(lines: &mut (impl AsyncBufReadExt + Unpin)) -> std::io::Result<String> {
    let mut letter = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(letter);
        }
        letter.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
