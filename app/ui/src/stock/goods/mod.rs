//! Customers' goods in the house: what, whose, where and since when, and for how much they are
//! insured.

mod limit;
mod list;
mod warning;

use super::api::{how_insured, list_customers_goods};
use crate::components::{
    Button, Definition, DefinitionList, Dialog, DialogSize, IconName, MoneyText, PageHeader, Panel,
    SkeletonShape,
};
use crate::error::UiError;
use crate::live::on_carried;
use crate::loaded::loaded;
use crate::people::use_session;
use domain::custody::GoodsStanding;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use limit::LimitForm;
use list::Goods;
pub(super) use warning::TakeInWarning;
use warning::Warnings;

type Known = Resource<Result<GoodsStanding, UiError>>;

#[component]
pub(super) fn CustomersGoods() -> impl IntoView {
    let standing = Resource::new(|| (), |()| how_insured());
    let first = Resource::new(|| (), |()| list_customers_goods(None));
    // The dialog stands beside what is looked at anew, so that nothing typed is lost by it.
    let asked = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    on_carried(move || {
        standing.refetch();
        first.refetch();
    });
    view! {
        <Title text="Customers’ goods" />
        <PageHeader
            title="Customers’ goods"
            back=("/stock".to_owned(), "Stock".to_owned())
        />
        <div class="split goods-page">
            // First, so that a phone warns before it lists.
            <div class="stack goods-standing">
                {loaded(standing, SkeletonShape::Lines, move |now| {
                    view! { <Standing now=now asked=asked open=open /> }
                })}
            </div>
            <div class="stack">
                {loaded(first, SkeletonShape::Rows, |first| view! { <Goods first=first /> })}
            </div>
        </div>
        <Dialog open=open title="Insurance of customers’ goods" size=DialogSize::Narrow>
            <LimitForm open=open standing=standing typed=asked.get_untracked() />
        </Dialog>
    }
}

#[component]
fn Standing(now: GoodsStanding, asked: RwSignal<String>, open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let keeps = move || session.may(Permission::KeepStock);
    let limit = match now.limit {
        Some(limit) => view! { <MoneyText amount=limit.to_string() /> }.into_any(),
        None => view! { "Not said yet" }.into_any(),
    };
    let set = now.set.clone().map(|(at, who)| {
        let when = super::words::moment(at);
        view! { <p class="quiet">{format!("Set {when} by {who}")}</p> }
    });
    let verb = if now.limit.is_some() {
        "Change the limit"
    } else {
        "Set the limit"
    };
    let begun = now.limit.map(|limit| limit.plain()).unwrap_or_default();
    let ask = move |()| {
        asked.set(begun.clone());
        open.set(true);
    };
    view! {
        <Warnings standing=now.clone() />
        <Panel title="Declared value" raised=true>
            <MoneyText amount=now.total.to_string() display=true />
            <DefinitionList ledger=true>
                <Definition term="Pieces">{super::words::count(now.pieces)}</Definition>
                <Definition term="Insured up to">{limit}</Definition>
            </DefinitionList>
            {set}
            <Show when=keeps>
                <Button icon=IconName::Pen on_press=ask.clone()>{verb}</Button>
            </Show>
        </Panel>
    }
}
