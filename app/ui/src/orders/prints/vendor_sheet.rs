//! An order to a vendor on paper, whatever it is bought for.

use super::sheet::letterhead;
use crate::components::{Definition, DefinitionList, PrintLine, PrintSheet};
use chrono::NaiveDate;
use domain::money::Money;
use domain::orders::history::day;
use domain::orders::view::StoreView;
use leptos::prelude::*;
use leptos_meta::Title;

/// What stands on it.
pub struct VendorSheet {
    pub store: StoreView,
    pub number: String,
    /// When it was sent, or written.
    pub date: NaiveDate,
    /// Where "Back" leads.
    pub back: String,
    pub vendor_name: String,
    pub vendor_account: String,
    /// By which numbers both sides find it.
    pub references: Vec<(&'static str, String)>,
    pub eta: Option<NaiveDate>,
    pub lines: Vec<VendorSheetLine>,
    /// Only for those who may see cost.
    pub total: Option<Money>,
    pub note: Option<String>,
}

/// A line of it.
pub struct VendorSheetLine {
    pub what: AnyView,
    /// What the vendor calls it.
    pub vendor_style: Option<String>,
    pub quantity: u32,
    pub unit_cost: Option<Money>,
}

/// The sheet, ready to print.
pub fn vendor_sheet(sheet: VendorSheet) -> impl IntoView {
    let expected = sheet
        .eta
        .map_or_else(|| "Please tell us your date".to_owned(), day);
    let account = sheet.vendor_account;
    let account = (!account.is_empty()).then_some(("Our account", account));
    let references = account.into_iter().chain(sheet.references);
    let total = sheet.total.map(|total| total.to_string());
    view! {
        <Title text=format!("Purchase order {}", sheet.number) />
        <PrintSheet
            letterhead=letterhead(&sheet.store)
            title="Purchase order"
            number=sheet.number
            date=day(sheet.date)
            back=sheet.back
        >
            <DefinitionList>
                <Definition term="To">{sheet.vendor_name}</Definition>
                {references
                    .map(|(term, number)| view! { <Definition term=term>{number}</Definition> })
                    .collect_view()}
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

fn row(line: VendorSheetLine) -> impl IntoView {
    view! {
        <tr>
            <td>{line.what}</td>
            <td class="breakable">{line.vendor_style.unwrap_or_default()}</td>
            <td class="figure">{line.quantity}</td>
            <td class="figure">{line.unit_cost.map(|cost| cost.to_string()).unwrap_or_default()}</td>
        </tr>
    }
}
