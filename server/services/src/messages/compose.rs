//! Filling in a wording: first the shop's own, and where that fails, the one that ships.

use super::facts::Facts;
use super::store;
use super::templates::{self, Template};
use crate::Error;
use chrono::NaiveDate;
use domain::contact::PostalAddress;
use domain::money::Money;
use domain::orders::Delivery;
use domain::orders::history::Happening;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use sqlx::PgPool;

/// A message's words, in the two forms that mail programs show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Longer subjects are cut off in every inbox.
const LONGEST_SUBJECT: usize = 150;

const TEXT_FRAME: &str = include_str!("templates/frame.text");
const HTML_FRAME: &str = include_str!("templates/frame.html");

/// The words for an event; none where the customer isn't told of it.
pub(super) async fn words(
    db: &PgPool,
    facts: &Facts,
    link: Option<&str>,
) -> Result<Option<Words>, Error> {
    let Some(name) = templates::name_for(&facts.happening) else {
        return Ok(None);
    };
    if let Some(own) = store::own_template(db, name).await? {
        match fill(&own, facts, link) {
            Ok(words) => return Ok(Some(words)),
            // The customer must hear of it; a slip in the wording must not stand in the way.
            Err(error) => tracing::warn!(%error, name, "the shop's own wording can't be filled in"),
        }
    }
    let template = templates::shipped(name)
        .ok_or_else(|| Error::internal(format!("no wording called {name}")))?;
    let words = fill(&template, facts, link).map_err(Error::internal)?;
    Ok(Some(words))
}

/// What stands around a wording.
pub(super) struct Frame<'a> {
    pub number: &'a str,
    pub shop: &'a str,
    pub shop_phone: &'a str,
    pub shop_address: &'a PostalAddress,
    pub link: Option<&'a str>,
}

/// Fills in a wording and puts it into the frame that every message has.
pub(super) fn fill(
    template: &Template,
    facts: &Facts,
    link: Option<&str>,
) -> Result<Words, minijinja::Error> {
    let frame = Frame {
        number: &facts.number,
        shop: &facts.shop,
        shop_phone: &facts.shop_phone,
        shop_address: &facts.shop_address,
        link,
    };
    fill_in(template, &values(facts), &frame)
}

/// The same, of whatever values.
pub(super) fn fill_in(
    template: &Template,
    values: &minijinja::Value,
    frame: &Frame<'_>,
) -> Result<Words, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.set_auto_escape_callback(|name| match name {
        "frame.html" => AutoEscape::Html,
        _ => AutoEscape::None,
    });
    let subject = environment.render_named_str("subject", &template.subject, values)?;
    let body = environment.render_named_str("body", &template.body, values)?;
    let subject = one_line(&subject);
    let paragraphs = paragraphs(&body);
    let frame = context! {
        subject, paragraphs,
        link => frame.link,
        number => frame.number,
        shop => frame.shop,
        shop_phone => frame.shop_phone,
        shop_address => frame.shop_address.one_line(),
    };
    Ok(Words {
        text: environment.render_named_str("frame.text", TEXT_FRAME, &frame)?,
        html: environment.render_named_str("frame.html", HTML_FRAME, &frame)?,
        subject,
    })
}

/// The names that a wording can use.
fn values(facts: &Facts) -> minijinja::Value {
    let amount = match &facts.happening {
        Happening::PaymentTaken { amount, .. }
        | Happening::Refunded { amount, .. }
        | Happening::Forfeited { amount } => Some(amount.to_string()),
        _ => None,
    };
    let days = match &facts.happening {
        Happening::MemoReminded { days, .. } => Some(*days),
        _ => None,
    };
    context! {
        customer => facts.customer,
        days,
        shop => facts.shop,
        shop_phone => facts.shop_phone,
        shop_address => facts.shop_address.one_line(),
        number => facts.number,
        piece => facts.piece,
        total => facts.total.to_string(),
        paid => owed(facts.paid),
        balance => owed(facts.balance),
        deposit => owed(facts.deposit),
        deposit_due => owed(facts.deposit_due),
        amount,
        date => long(facts.estimate),
        first_promise => long(facts.first_promise),
        late => facts.estimate > facts.first_promise,
        quote_expires => facts.quote_expires.map(long),
        agreed => facts.agreed(),
        shipped => facts.delivery == Delivery::Ship,
        carrier => facts.carrier,
        tracking => facts.tracking,
    }
}

/// An amount, or nothing where it is zero, so that a wording can ask for it.
fn owed(amount: Money) -> Option<String> {
    (!amount.is_zero()).then(|| amount.to_string())
}

pub(super) fn long(date: NaiveDate) -> String {
    date.format("%A, %-d %B %Y").to_string()
}

/// A header must not be broken by a line that somebody typed into a name.
fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST_SUBJECT).collect()
}

/// Paragraphs as lists of lines; blank lines stand between paragraphs.
fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        match (line.is_empty(), paragraphs.last_mut()) {
            (false, Some(lines)) => lines.push(line.to_owned()),
            (true, Some(lines)) if !lines.is_empty() => paragraphs.push(Vec::new()),
            _ => {}
        }
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs
}
