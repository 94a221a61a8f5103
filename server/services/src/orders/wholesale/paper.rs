//! The paper on which an account reads what comes of its order.

use crate::papers::{self, File};
use crate::{Caller, Error, Services, orders};
use domain::ids::OrderId;
use domain::orders::history::day;
use domain::orders::wholesale::steps::Answer;
use domain::orders::wholesale::view::PoLineView;
use domain::papers::{AccountLine, AccountPaper, AccountPaperKind, Paper};

/// The acknowledgement of an order as a PDF, as the lines were answered last.
pub async fn print_acknowledgement(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
) -> Result<File, Error> {
    let detail = orders::show(services, caller, order).await?;
    let number = detail.number;
    let po = detail.po.ok_or(Error::NotFound)?;
    let ship_to = detail.ship_to.ok_or(Error::NotFound)?;
    if po.lines.iter().all(|line| line.answer.is_none()) {
        return Err(Error::Refused {
            message: format!("{number} is not acknowledged yet."),
            blockers: Vec::new(),
        });
    }
    let fact = |term: &str, value: String| (term.to_owned(), value);
    let mut facts = vec![fact("Your order", po.po_number), fact("Terms", po.terms)];
    facts.extend(po.ship_from.map(|from| fact("Ships from", day(from))));
    facts.extend(po.cancel_after.map(|last| fact("Cancel after", day(last))));
    let paper = AccountPaper {
        kind: AccountPaperKind::Acknowledgement,
        store: detail.store,
        number,
        date: detail.today,
        account: detail.customer.name,
        ship_to,
        facts,
        lines: po.lines.into_iter().map(line).collect(),
        net: detail.totals.net,
        tax: detail.totals.tax,
        total: detail.totals.total,
        tax_why: po.tax,
    };
    papers::print(services, Paper::Account(paper)).await
}

fn line(line: PoLineView) -> AccountLine {
    AccountLine {
        said: said(&line),
        sku: line.sku,
        description: line.description,
        quantity: line.quantity,
        unit_price: line.unit_price,
        net: line.net,
    }
}

/// What is said of a line that is not simply accepted.
fn said(line: &PoLineView) -> Option<String> {
    let note = line.note.as_deref().map(|note| format!(" {note}"));
    let note = note.unwrap_or_default();
    match line.answer? {
        Answer::Accept => None,
        Answer::Backorder => {
            let on = line
                .backorder_on
                .map(|on| format!(", expected {}", day(on)));
            let on = on.unwrap_or_default();
            Some(format!("{} on backorder{on}.{note}", line.backordered))
        }
        Answer::Change => Some(format!("Changed; you asked for {}.{note}", line.ordered)),
        Answer::Reject => Some(format!(
            "Not delivered; you asked for {}.{note}",
            line.ordered
        )),
    }
}
