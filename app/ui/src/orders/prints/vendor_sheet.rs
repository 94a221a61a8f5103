//! An order to a vendor on paper, whatever it is bought for.

use super::sheet::{letterhead, thing};
use crate::components::{Definition, DefinitionList, PrintLine, PrintSheet};
use domain::orders::history::day;
use domain::papers::{PurchaseOrderLine, PurchaseOrderPaper};
use leptos::prelude::*;
use leptos_meta::Title;

/// The sheet, ready to print. "Back" leads to where the order is.
pub fn vendor_sheet(sheet: PurchaseOrderPaper, back: String) -> impl IntoView {
    let expected = sheet
        .eta
        .map_or_else(|| "Please tell us your date".to_owned(), day);
    let reference = |(term, number): (&str, &str)| {
        let (term, number) = (term.to_owned(), number.to_owned());
        view! { <Definition term=term>{number}</Definition> }
    };
    let references = sheet.all_references().map(reference).collect_view();
    let total = sheet.total.map(|total| total.to_string());
    view! {
        <Title text=format!("Purchase order {}", sheet.number) />
        <PrintSheet
            letterhead=letterhead(&sheet.store)
            title="Purchase order"
            number=sheet.number
            date=day(sheet.date)
            back=back
        >
            <DefinitionList>
                <Definition term="To">{sheet.vendor_name}</Definition>
                {references}
                <Definition term="Expected">{expected}</Definition>
            </DefinitionList>
            <table class="sheet-table">
                <thead>
                    <tr>
                        <th scope="col">"Piece"</th>
                        <th scope="col">"Your style or SKU"</th>
                        <th scope="col" class="figure">"Quantity"</th>
                        <th scope="col" class="figure">"Cost each"</th>
                    </tr>
                </thead>
                <tbody>{sheet.lines.into_iter().map(row).collect_view()}</tbody>
            </table>
            {total.map(|total| view! {
                <DefinitionList ledger=true>
                    <Definition term="Total" strong=true>{total}</Definition>
                </DefinitionList>
            })}
            {sheet.note.map(|note| view! { <p class="breakable">{note}</p> })}
            <PrintLine label="For the shop" />
        </PrintSheet>
    }
}

fn row(line: PurchaseOrderLine) -> impl IntoView {
    view! {
        <tr>
            <td>{thing(line.description, line.particulars)}</td>
            <td class="breakable">{line.vendor_style.unwrap_or_default()}</td>
            <td class="figure">{line.quantity}</td>
            <td class="figure">{line.unit_cost.map(|cost| cost.to_string()).unwrap_or_default()}</td>
        </tr>
    }
}
