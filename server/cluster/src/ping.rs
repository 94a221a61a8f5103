//! Asking Postgres itself whether it takes connections.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use crate::socket::SOCKET_NAME;
use crate::{APP_ROLE, DATABASE};

const ANSWER_WITHIN: Duration = Duration::from_secs(2);
/// More than Postgres says to somebody who comes and goes.
const LONGEST_ANSWER: u64 = 64 * 1024;
/// Version 3.0 of the protocol.
const PROTOCOL: i32 = 3 << 16;
/// How an error says that Postgres is starting or stopping. Any other one comes from a server
/// that is up, such as one that is full.
const NOT_NOW: &[u8] = b"C57P03\0";

/// Whether Postgres takes connections at a socket.
///
/// That one can connect proves nothing: the kernel takes connections for a process that has been
/// killed until the last of it is gone, and then resets them.
pub(crate) fn takes_connections(directory: &Path) -> bool {
    say_hello(directory).is_ok_and(|answer| {
        !answer.is_empty() && !answer.windows(NOT_NOW.len()).any(|part| part == NOT_NOW)
    })
}

/// Comes in and leaves at once. Gives all that Postgres says to that.
fn say_hello(directory: &Path) -> io::Result<Vec<u8>> {
    let mut socket = UnixStream::connect(directory.join(SOCKET_NAME))?;
    socket.set_read_timeout(Some(ANSWER_WITHIN))?;
    socket.set_write_timeout(Some(ANSWER_WITHIN))?;
    socket.write_all(&hello_and_goodbye())?;
    let mut answer = Vec::new();
    socket.take(LONGEST_ANSWER).read_to_end(&mut answer)?;
    Ok(answer)
}

fn hello_and_goodbye() -> Vec<u8> {
    let who = format!("user\0{APP_ROLE}\0database\0{DATABASE}\0\0");
    let length = i32::try_from(8 + who.len()).unwrap_or(i32::MAX);
    let goodbye = [b'X', 0, 0, 0, 4];
    let parts = [
        &length.to_be_bytes(),
        &PROTOCOL.to_be_bytes(),
        who.as_bytes(),
        &goodbye,
    ];
    parts.concat()
}
