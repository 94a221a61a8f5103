//! Telling customers, and vendors about our orders to them: a message for each event that they hear of, written once, handed over once.
//!
//! A message's status only moves forward. One that was handed over is never handed over again;
//! one that could not be is kept and may be sent from the Messages screen.

mod compose;
mod facts;
mod letter;
pub mod port;
mod staff;
mod store;
mod templates;
#[cfg(test)]
mod tests;
mod vendor;

pub use staff::{list, retry, retry_all, show};
pub(crate) use vendor::write_to_vendor;

use crate::jobs::Attempt;
use crate::live::Change;
use crate::{Error, Services, purchasing, tracking};
use domain::ids::{EventId, MessageId};
use domain::messages::MessageStatus;
use port::{Mailer, NotTaken};
use store::Queued;

/// Writes the message that tells of an event, where that wasn't done before, and sends it.
pub(crate) async fn notify(
    services: &Services,
    mailer: Option<&dyn Mailer>,
    event: EventId,
    attempt: Attempt,
) -> Result<(), Error> {
    let message = match store::of_event(&services.db, event).await? {
        Some(message) => message,
        None => match write(services, mailer.is_some(), event).await? {
            Some(message) => message,
            // Nothing that the customer is told of.
            None => return Ok(()),
        },
    };
    send(services, mailer, message, attempt).await
}

async fn write(
    services: &Services,
    can_send: bool,
    event: EventId,
) -> Result<Option<MessageId>, Error> {
    let facts = facts::of_event(&services.db, event).await?;
    let link = tracking::for_message(services, facts.order).await?;
    let Some(words) = compose::words(&services.db, &facts, link.as_deref()).await? else {
        return Ok(None);
    };
    let status = match (facts.recipient(), can_send) {
        (None, _) => MessageStatus::Unreachable,
        (Some(_), false) => MessageStatus::NotSent,
        (Some(_), true) => MessageStatus::Queued,
    };
    let now = services.clock.now();
    let message = store::insert(&services.db, event, &facts, &words, status, now).await?;
    services.live.tell(Change {
        store: facts.store,
        order: facts.order,
        version: facts.version,
    });
    Ok(Some(message))
}

/// Hands a message over, unless that was done.
pub(crate) async fn send(
    services: &Services,
    mailer: Option<&dyn Mailer>,
    message: MessageId,
    attempt: Attempt,
) -> Result<(), Error> {
    let Some(queued) = store::queued(&services.db, message).await? else {
        return Ok(());
    };
    let (status, trouble) = match mailer {
        None => (MessageStatus::NotSent, None),
        Some(mailer) => match hand_over(services, mailer, &queued, message).await? {
            Ok(()) => (MessageStatus::Sent, None),
            Err(NotTaken::ForGood(why)) => (MessageStatus::Failed, Some(why)),
            Err(NotTaken::ForNow(why)) if attempt.last => (MessageStatus::Failed, Some(why)),
            Err(NotTaken::ForNow(why)) => (MessageStatus::Queued, Some(why)),
        },
    };
    let now = services.clock.now();
    store::note_outcome(&services.db, message, status, trouble.as_deref(), now).await?;
    if let Some((order, version)) = queued.order {
        services.live.tell(Change {
            store: queued.store,
            order,
            version,
        });
    }
    match (status, trouble) {
        // The job comes back later, and with it the message.
        (MessageStatus::Queued, Some(why)) => Err(Error::internal(why)),
        _ => Ok(()),
    }
}

/// Hands a message over with what is attached to it.
async fn hand_over(
    services: &Services,
    mailer: &dyn Mailer,
    queued: &Queued,
    message: MessageId,
) -> Result<Result<(), NotTaken>, Error> {
    let attachments = match queued.attached {
        Some((purchase, letter)) => {
            purchasing::papers_for_vendor(services, queued.store, purchase, letter).await?
        }
        None => Vec::new(),
    };
    let letter = letter::of(queued, message, attachments, &services.public_url);
    Ok(mailer.hand_over(&letter).await)
}
