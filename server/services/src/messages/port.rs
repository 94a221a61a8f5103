//! What an adapter to the outside implements so that messages can leave the house.

use crate::papers::File;
use async_trait::async_trait;
use thiserror::Error;

/// A message ready to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The same each time the same message is handed over, so that who gets it twice sees it once.
    pub message_id: String,
    /// The shop, as the customer knows it.
    pub from_name: String,
    /// Where answers go; empty sends them to the mail server's own address.
    pub reply_to: String,
    pub to: String,
    pub to_name: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub attachments: Vec<File>,
}

/// Why a letter was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotTaken {
    /// Trying again changes nothing: the address does not exist, the letter is refused.
    #[error("{0}")]
    ForGood(String),
    /// Trying again later may help.
    #[error("{0}")]
    ForNow(String),
}

/// Hands letters to a mail server.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Returns once the server has taken responsibility for the letter.
    async fn hand_over(&self, letter: &Letter) -> Result<(), NotTaken>;
}
