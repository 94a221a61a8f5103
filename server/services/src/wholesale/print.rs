//! The paper of an invoice.

use super::store;
use crate::papers::{self, File};
use crate::stores;
use crate::{Caller, Error, Services};
use domain::ids::InvoiceId;
use domain::money::Money;
use domain::orders::history::day;
use domain::papers::{AccountLine, AccountPaper, AccountPaperKind, Paper};
use domain::staff::Permission;

/// An invoice as a PDF, as it goes to the account.
pub async fn print_invoice(
    services: &Services,
    caller: Caller<'_>,
    id: InvoiceId,
) -> Result<File, Error> {
    caller.require(Permission::ViewOrders)?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, caller.store(), services.clock.now()).await?;
    let invoice = store::invoices::one(&mut db, &terms, id).await?;
    let (head, lines) = store::invoices::paper(&mut db, id).await?;
    drop(db);
    let line = |(sku, description, quantity, price, net): store::invoices::PaperLine| {
        Ok(AccountLine {
            sku,
            description,
            said: None,
            quantity: u32::try_from(quantity).map_err(Error::internal)?,
            unit_price: Money::new(price, terms.currency)?,
            net: Money::new(net, terms.currency)?,
        })
    };
    let fact = |term: &str, value: String| (term.to_owned(), value);
    let paper = AccountPaper {
        kind: AccountPaperKind::Invoice,
        store: terms.letterhead(),
        number: invoice.number,
        date: invoice.issued_on,
        account: invoice.account_name,
        ship_to: serde_json::from_value(head.address)?,
        facts: vec![
            fact("Your order", invoice.po_number),
            fact("Our order", invoice.order_number),
            fact("Terms", head.terms_name),
            fact("Due", day(invoice.due_on)),
            fact("Sent with", format!("{} {}", head.carrier, head.tracking)),
        ],
        lines: lines.into_iter().map(line).collect::<Result<_, Error>>()?,
        net: invoice.net,
        tax: invoice.tax,
        total: invoice.total,
        tax_why: head.tax_why,
    };
    papers::print(services, Paper::Account(paper)).await
}
