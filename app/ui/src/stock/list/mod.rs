//! What is in the house: one box that finds, filters beside it, and a scanner opens the piece.

mod asked;
mod filters;
mod pages;
mod stones;

use super::api::{list_stock, terms_for_stock};
use super::scan::scanned;
use super::words::options;
use crate::components::{
    Button, ButtonVariant, IconName, LinkButton, PageHeader, SearchBox, SelectField, SkeletonShape,
    Tab, Tabs,
};
use crate::files::{ExportMenu, PrintLabels, filter_text};
use crate::loaded::loaded;
use crate::people::use_session;
use asked::{Asked, address, narrowed_by, of_form};
use domain::papers::MOST_LABELS;
use domain::staff::Permission;
use domain::stock::{Form, StockFilter, StockOrder};
use filters::Filters;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use pages::Pages;

#[component]
pub(super) fn StockList() -> impl IntoView {
    let asked = Asked::here();
    let filter = asked.filter;
    let pieces = Resource::new(move || filter.get(), list_stock);
    let terms = Resource::new(|| (), |()| terms_for_stock());
    let open = RwSignal::new(false);
    view! {
        <Title text="Stock" />
        <PageHeader title="Stock" actions=move || view! { <Doors filter=filter /> } />
        <Tabs label="Stock by form" tabs=Signal::derive(move || filter.with(tabs)) />
        <div class="stock">
            <div class="stock-asks">
                <Find asked=asked />
                <div class="stock-sort">
                    <FiltersButton filter=filter open=open />
                    <Sort asked=asked />
                </div>
            </div>
            <aside
                class="stock-filters"
                id="stock-filters"
                aria-label="Filters"
                data-open=move || open.get().then_some("")
            >
                {loaded(terms, SkeletonShape::Lines, move |terms| {
                    view! { <Filters asked=asked terms=terms /> }
                })}
            </aside>
            <div class="stock-found">
                {loaded(pieces, SkeletonShape::Rows, move |page| {
                    view! { <Pages filter=filter.get_untracked() first=page /> }
                })}
            </div>
        </div>
    }
}

/// Where one goes from here, and what one takes along.
#[component]
fn Doors(filter: Memo<StockFilter>) -> impl IntoView {
    let session = use_session();
    let keeps = move || session.may(Permission::KeepStock);
    let shown = Signal::derive(move || filter.with(filter_text));
    let about = format!(
        "The labels of what the list shows; of the first {MOST_LABELS}, where there are more."
    );
    view! {
        <LinkButton href="/stock/places" variant=ButtonVariant::Quiet>"Places"</LinkButton>
        <LinkButton href="/stock/bulk" variant=ButtonVariant::Quiet>"Bulk"</LinkButton>
        <LinkButton href="/stock/customers" variant=ButtonVariant::Quiet>"Customers’ goods"</LinkButton>
        <LinkButton href="/stock/counts" variant=ButtonVariant::Quiet>"Counts"</LinkButton>
        <PrintLabels label="Labels" about=about path="/stock/labels" filter=shown of_pieces=true />
        <ExportMenu path="/stock/export" filter=shown />
        <Show when=keeps>
            <LinkButton href="/stock/import" icon=IconName::Upload>"Import"</LinkButton>
            <LinkButton href="/stock/new" variant=ButtonVariant::Primary icon=IconName::Plus>
                "Add piece"
            </LinkButton>
        </Show>
    }
}

fn tabs(filter: &StockFilter) -> Vec<Tab> {
    let tab = |form: Option<Form>, label: &str| {
        Tab::new(address(&of_form(filter, form)), label, filter.form == form)
    };
    let each = Form::ALL.iter().map(|form| tab(Some(*form), form.label()));
    std::iter::once(tab(None, "Everything"))
        .chain(each)
        .collect()
}

/// One box for serials, reports and words. A scanner types a serial and presses Enter: then it is
/// the piece that one wants, and not a list of one.
#[component]
fn Find(asked: Asked) -> impl IntoView {
    let typed = asked.shown(|filter| filter.text.clone());
    let search = move |text: String| asked.change(|filter| filter.text = text);
    let navigate = use_navigate();
    let scan = move |text: String| {
        let navigate = navigate.clone();
        let before = asked.filter.with_untracked(|filter| filter.text.clone());
        spawn_local(async move {
            match scanned(&text, &before).await {
                Ok(Some(piece)) => {
                    navigate(&format!("/stock/{piece}"), NavigateOptions::default());
                }
                // No serial, or no answer: the list says which.
                Ok(None) | Err(_) => search(text),
            }
        });
    };
    view! {
        <SearchBox
            label="Find a piece"
            placeholder="Scan or type a serial, a report, a word"
            value=typed
            on_search=search
            on_enter=scan
        />
    }
}

/// Shows the filters on a phone, where there is no room beside the list.
#[component]
fn FiltersButton(filter: Memo<StockFilter>, open: RwSignal<bool>) -> impl IntoView {
    let count = move || filter.with(narrowed_by);
    let label = move || match count() {
        0 => "Filters".to_owned(),
        count => format!("Filters ({count})"),
    };
    view! {
        <div class="stock-filters-button">
            <Button icon=IconName::Filter on_press=move |()| open.update(|open| *open = !*open)>
                {label}
            </Button>
        </div>
    }
}

#[component]
fn Sort(asked: Asked) -> impl IntoView {
    let order = asked.part(
        |filter| filter.order.unwrap_or(StockOrder::Newest).code().to_owned(),
        |filter, code| filter.order = code.parse().ok().filter(|by| *by != StockOrder::Newest),
    );
    // Only stones have a weight to go by.
    let offered = Signal::derive(move || {
        let stones = asked.is_for(Form::Stone);
        let all = StockOrder::ALL.iter();
        let fits = all.filter(|order| stones || **order != StockOrder::Heaviest);
        options(
            fits,
            |order| order.code().into(),
            |order| order.label().into(),
        )
    });
    view! { <SelectField label="Sort" name="sort" value=order options=offered hide_label=true /> }
}
