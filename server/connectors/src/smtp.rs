//! Messages by SMTP.
//!
//! A server's 5xx is its last word; everything else (4xx, a lost connection, a timeout) may go
//! better later.

use async_trait::async_trait;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MessageBuilder, MultiPart};
use lettre::transport::smtp;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use services::messages::port::{Letter, Mailer, NotTaken};
use services::papers::File;
use std::time::Duration;
use thiserror::Error;

/// Servers that check for spam take their time.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Why a configuration can't be used.
#[derive(Debug, Error)]
pub enum SmtpError {
    #[error("use the form smtps://USER:PASSWORD@HOST or smtp://HOST:PORT?tls=required ({0})")]
    Url(#[source] smtp::Error),
    #[error("use an address such as orders@shop.example ({0})")]
    Sender(#[source] lettre::address::AddressError),
}

/// A mail server that takes our letters.
#[derive(Debug, Clone)]
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    sender: Address,
}

impl SmtpMailer {
    /// Sets up for `smtps://USER:PASSWORD@HOST`, or `smtp://HOST:PORT?tls=required`, and the
    /// address that letters come from. Connects when the first letter goes;
    /// must be called within the runtime, where its connections live.
    pub fn new(url: &str, sender: &str) -> Result<Self, SmtpError> {
        let sender = sender.parse().map_err(SmtpError::Sender)?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(SmtpError::Url)?
            .timeout(Some(TIMEOUT))
            .build();
        Ok(Self { transport, sender })
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn hand_over(&self, letter: &Letter) -> Result<(), NotTaken> {
        let message = write(letter, &self.sender).map_err(NotTaken::ForGood)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(NotTaken::ForGood(said(&error))),
            Err(error) => Err(NotTaken::ForNow(said(&error))),
        }
    }
}

/// What the server or the network said, without the layers around it.
fn said(error: &smtp::Error) -> String {
    let cause = std::error::Error::source(error);
    cause.map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}

fn write(letter: &Letter, sender: &Address) -> Result<Message, String> {
    let to = address(&letter.to)?;
    let from = Mailbox::new(Some(letter.from_name.clone()), sender.clone());
    let mut builder: MessageBuilder = Message::builder()
        .from(from)
        .to(Mailbox::new(Some(letter.to_name.clone()), to))
        .subject(letter.subject.clone())
        .message_id(Some(letter.message_id.clone()))
        // No out-of-office answers to a machine.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".into(),
        ));
    if !letter.reply_to.is_empty() {
        let shop = address(&letter.reply_to)?;
        builder = builder.reply_to(Mailbox::new(Some(letter.from_name.clone()), shop));
    }
    let words = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
    let body = match letter.attachments.as_slice() {
        [] => words,
        files => files
            .iter()
            .try_fold(MultiPart::mixed().multipart(words), attach)?,
    };
    builder.multipart(body).map_err(|error| error.to_string())
}

fn attach(body: MultiPart, file: &File) -> Result<MultiPart, String> {
    let kind = ContentType::parse(file.kind).map_err(|error| error.to_string())?;
    let part = Attachment::new(file.name.clone()).body(file.bytes.clone(), kind);
    Ok(body.singlepart(part))
}

fn address(text: &str) -> Result<Address, String> {
    text.parse()
        .map_err(|error| format!("{text} is not an address that mail can go to: {error}"))
}
