//! Paper: claim checks, order confirmations, purchase orders. On screen a sheet, in print the page.

use super::{Button, ButtonVariant, IconName, browser::print_page};
use leptos::{children::ViewFnOnce, prelude::*};

/// The shop at the head of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    pub shop: String,
    /// Address, telephone, e-mail: a line each.
    pub lines: Vec<String>,
}

/// The paper's format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaperSize {
    /// A4 or Letter, as the printer has it.
    #[default]
    Page,
    /// Half of it: claim checks.
    Half,
}

/// One document, ready to print.
#[component]
pub fn PrintSheet(
    #[prop(into)] letterhead: Letterhead,
    /// What it is: "Claim check".
    #[prop(into)]
    title: String,
    /// Its number: `SO-10234`.
    #[prop(into)]
    number: String,
    #[prop(into)] date: String,
    #[prop(optional)] size: PaperSize,
    /// The small print.
    #[prop(optional, into)]
    foot: Option<ViewFnOnce>,
    /// Where "Back" leads.
    #[prop(optional, into)]
    back: Option<String>,
    children: Children,
) -> impl IntoView {
    let size = if size == PaperSize::Half {
        "half"
    } else {
        "page"
    };
    let Letterhead { shop, lines } = letterhead;
    view! {
        <div class="print-desk">
            <div class="print-tools">
                {back.map(|href| view! { <a class="back-link" href=href>"Back"</a> })}
                <Button variant=ButtonVariant::Primary icon=IconName::Print on_press=print_page>
                    "Print"
                </Button>
            </div>
            <article class="sheet" data-size=size>
                <header class="sheet-head">
                    <div class="sheet-shop">
                        <p class="sheet-name">{shop}</p>
                        <address>
                            {lines.into_iter().map(|line| view! { <span>{line}</span> }).collect_view()}
                        </address>
                    </div>
                    <div class="sheet-title">
                        <h1>{title}</h1>
                        <p class="sheet-number">{number}</p>
                        <p class="sheet-date">{date}</p>
                    </div>
                </header>
                <div class="sheet-body">{children()}</div>
                {foot.map(|foot| view! { <footer class="sheet-foot">{foot.run()}</footer> })}
            </article>
        </div>
    }
}

/// A line to sign or write on, with what belongs there below it.
#[component]
pub fn PrintLine(#[prop(into)] label: String) -> impl IntoView {
    view! { <p class="print-line"><span>{label}</span></p> }
}
