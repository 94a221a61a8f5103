//! The mailer in a real conversation with a mail server.

mod sink;

use connectors::smtp::SmtpMailer;
use services::messages::port::{Letter, Mailer, NotTaken};
use services::papers::File;
use sink::{Sink, Temper};

fn letter() -> Letter {
    Letter {
        message_id: "<0193-a@shop.example>".into(),
        from_name: "Hudson & Vale".into(),
        reply_to: "hello@hudsonvale.example".into(),
        to: "ana@example.com".into(),
        to_name: "Ana \"Nana\" Ruíz".into(),
        subject: "Your piece is ready ✓".into(),
        text: "Dear Ana,\n\n.dots at the start stay\n".into(),
        html: "<p>Dear Ana,</p>".into(),
        attachments: vec![],
    }
}

async fn send(temper: Temper) -> (Result<(), NotTaken>, Vec<String>) {
    send_this(temper, letter()).await
}

async fn send_this(temper: Temper, letter: Letter) -> (Result<(), NotTaken>, Vec<String>) {
    let sink = Sink::open(temper).await;
    let url = format!("smtp://127.0.0.1:{}", sink.port);
    let mailer = SmtpMailer::new(&url, "orders@hudsonvale.example").expect("a good URL");
    let outcome = mailer.hand_over(&letter).await;
    (outcome, sink.letters())
}

#[tokio::test]
async fn a_letter_arrives_whole() {
    let (outcome, letters) = send(Temper::Kind).await;
    assert_eq!(outcome, Ok(()));
    let [got] = letters.try_into().expect("one letter");
    for part in [
        "Message-ID: <0193-a@shop.example>\r\n",
        "\r\nReply-To: ",
        " <orders@hudsonvale.example>\r\n",
        " <hello@hudsonvale.example>\r\n",
        "<ana@example.com>",
        "Auto-Submitted: auto-generated\r\n",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "<p>Dear Ana,</p>",
        "\r\n.dots at the start stay\r\n",
    ] {
        assert!(got.contains(part), "no {part:?} in {got}");
    }
}

#[tokio::test]
async fn a_refusal_for_good_is_told_from_one_for_now() {
    let (outcome, letters) = send(Temper::KnowsNobody).await;
    assert!(
        matches!(&outcome, Err(NotTaken::ForGood(why)) if why.contains("no such person")),
        "{outcome:?}"
    );
    assert!(letters.is_empty());
    let (outcome, letters) = send(Temper::Busy).await;
    assert!(
        matches!(&outcome, Err(NotTaken::ForNow(why)) if why.contains("try later")),
        "{outcome:?}"
    );
    assert!(letters.is_empty());
}

#[tokio::test]
async fn a_lost_connection_is_for_now() {
    let (outcome, _) = send(Temper::HangsUp).await;
    assert!(matches!(outcome, Err(NotTaken::ForNow(_))), "{outcome:?}");
    let mailer = SmtpMailer::new("smtp://127.0.0.1:1", "orders@shop.example").expect("a good URL");
    let outcome = mailer.hand_over(&letter()).await;
    assert!(matches!(outcome, Err(NotTaken::ForNow(_))), "{outcome:?}");
}

#[tokio::test]
async fn an_address_that_is_none_is_for_good() {
    let mailer = SmtpMailer::new("smtp://127.0.0.1:1", "orders@shop.example").expect("a good URL");
    let letter = Letter {
        to: "not an address".into(),
        ..letter()
    };
    let outcome = mailer.hand_over(&letter).await;
    assert!(matches!(outcome, Err(NotTaken::ForGood(_))), "{outcome:?}");
}

#[tokio::test]
async fn a_wrong_configuration_says_what_to_set() {
    let said = |url, sender| {
        SmtpMailer::new(url, sender)
            .map(drop)
            .map_err(|e| e.to_string())
    };
    assert!(said("http://x", "a@shop.example").is_err_and(|e| e.contains("smtps://USER")));
    assert!(said("smtp://x", "nobody").is_err_and(|e| e.contains("orders@shop.example")));
}

#[tokio::test]
async fn a_paper_goes_along() {
    let order = File {
        name: "purchase-order-PO-1004.pdf".into(),
        kind: "application/pdf",
        bytes: b"%PDF-1.7 and so on".to_vec(),
    };
    let letter = Letter {
        attachments: vec![order],
        ..letter()
    };
    let (outcome, letters) = send_this(Temper::Kind, letter).await;
    assert_eq!(outcome, Ok(()));
    let [got] = letters.try_into().expect("one letter");
    for part in [
        "multipart/mixed",
        "multipart/alternative",
        "Content-Type: application/pdf\r\n",
        "attachment; filename=\"purchase-order-PO-1004.pdf\"",
    ] {
        assert!(got.contains(part), "no {part:?} in {got}");
    }
}
