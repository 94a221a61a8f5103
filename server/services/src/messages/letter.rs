use super::port::Letter;
use super::store::Queued;
use crate::papers::File;
use domain::ids::MessageId;

/// A message as it is handed over. Its Message-ID follows from its id, so a mail program that is
/// given it twice, after a crash between sending and noting it, shows it once.
pub(super) fn of(
    queued: &Queued,
    message: MessageId,
    attachments: Vec<File>,
    public_url: &str,
) -> Letter {
    Letter {
        message_id: format!("<{message}@{}>", host(public_url)),
        from_name: queued.shop.clone(),
        reply_to: queued.shop_email.clone(),
        to: queued.recipient.clone(),
        to_name: queued.to_name.clone(),
        subject: queued.subject.clone(),
        text: queued.text.clone(),
        html: queued.html.clone(),
        attachments,
    }
}

fn host(url: &str) -> &str {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    bare.split([':', '/']).next().unwrap_or(bare)
}
