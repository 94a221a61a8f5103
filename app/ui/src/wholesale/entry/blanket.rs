//! A blanket order: a quantity at a price, agreed once.

use super::{asked, no_account};
use crate::attempt::{Attempt, AttemptForm};
use crate::catalogue::StylePicker;
use crate::components::{
    DateField, MoneyField, NumberField, PageHeader, Panel, SkeletonShape, TextField, use_toasts,
};
use crate::loaded::loaded;
use crate::wholesale::api::{place_blanket, show_account};
use crate::wholesale::terms::{Gone, Rows};
use domain::catalogue::Sellable;
use domain::wholesale::account::AccountView;
use domain::wholesale::blanket::{NewBlanket, NewBlanketLine};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::collections::HashMap;

#[component]
pub(in crate::wholesale) fn NewBlanketOrder() -> impl IntoView {
    let asked = asked();
    let account = Resource::new(
        move || asked.get().0,
        |account| async move {
            match account {
                Some(account) => show_account(account).await.map(Some),
                None => Ok(None),
            }
        },
    );
    view! {
        <Title text="Blanket order" />
        {loaded(account, SkeletonShape::Lines, |account| match account {
            Some(account) => view! { <Form account=account /> }.into_any(),
            None => view! {
                <PageHeader title="Blanket order" kicker="Wholesale" />
                {no_account()}
            }
            .into_any(),
        })}
    }
}

#[derive(Clone)]
struct Agreed {
    sold: Sellable,
    quantity: RwSignal<String>,
    price: RwSignal<String>,
}

fn agreed(sold: Sellable) -> Agreed {
    Agreed {
        sold,
        quantity: RwSignal::new(String::new()),
        price: RwSignal::new(String::new()),
    }
}

#[component]
fn Form(account: AccountView) -> impl IntoView {
    let id = account.customer;
    let name = account.name.clone();
    let open = RwSignal::new(true);
    let attempt = Attempt::new(open, || ());
    let toasts = use_toasts();
    let navigate = use_navigate();
    let leave = navigate.clone();
    let written = StoredValue::new(false);
    let reference = RwSignal::new(String::new());
    let ends_on = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let rows = Rows::of(Vec::new(), agreed);
    let (today, currency) = (account.today, account.credit.limit.currency());
    let typed = move || NewBlanket {
        account: id,
        reference: reference.get(),
        ends_on: ends_on.with(|day| day.parse().ok()),
        note: note.get(),
        lines: rows
            .all()
            .into_iter()
            .map(|row| NewBlanketLine {
                variant: row.sold.variant,
                quantity: row.quantity.with(|text| text.trim().parse().unwrap_or(0)),
                unit_price: row.price.get(),
            })
            .collect(),
    };
    let go = move |()| {
        let blanket = untrack(typed);
        let all = untrack(|| rows.all());
        let sold: HashMap<_, _> = all
            .into_iter()
            .map(|row| (row.sold.variant, row.sold))
            .collect();
        if let Err(wrong) = blanket.checked(&sold, currency, today) {
            attempt.complain(wrong);
            return;
        }
        let navigate = navigate.clone();
        attempt.make(
            move |key| place_blanket(blanket, key),
            move |_| {
                written.set_value(true);
                toasts.success("The blanket order is kept.");
                navigate(&format!("/wholesale/{id}"), NavigateOptions::default());
            },
        );
    };
    Effect::new(move |before: Option<()>| {
        if !open.get() && before.is_some() && !written.get_value() {
            leave(&format!("/wholesale/{id}"), NavigateOptions::default());
        }
    });
    let nothing = attempt.at("/lines");
    let one = move |(key, row): (u32, Agreed)| {
        view! {
            <div class="form-grid">
                <p class="breakable" data-span="full">
                    {row.sold.description()}
                    <span class="quiet">{format!(" · list {}", row.sold.price)}</span>
                </p>
                <NumberField
                    label="Pieces in all" name=format!("/lines/{key}/quantity") value=row.quantity
                    whole=true error=rows.error(key, attempt, "lines", "quantity") />
                <MoneyField
                    label="Price each" name=format!("/lines/{key}/unit_price") value=row.price
                    error=rows.error(key, attempt, "lines", "unit_price") />
                <Gone rows=rows at=key what="piece" />
            </div>
        }
    };
    view! {
        <PageHeader
            title="Blanket order" kicker="Wholesale" back=(format!("/wholesale/{id}"), name)
        />
        <div class="reading">
            <Panel title="What is agreed">
                <AttemptForm attempt=attempt verb="Keep the blanket order" on_go=go>
                    <div class="form-grid">
                        <TextField
                            label="Their number for it" name="/reference" value=reference
                            autocomplete="off" error=attempt.at("/reference") />
                        <DateField
                            label="Holds to" name="/ends_on" value=ends_on optional=true
                            error=attempt.at("/ends_on") />
                    </div>
                    <For each=move || rows.keyed() key=|(key, _)| *key children=one />
                    {move || nothing.get().map(|wrong| view! {
                        <p class="field-error" role="alert">{wrong}</p>
                    })}
                    <StylePicker
                        label="Add a piece" name="blanket-style"
                        on_pick=move |sold| rows.add(sold, agreed) />
                    <TextField
                        label="Note" name="/note" value=note optional=true autocomplete="off"
                        error=attempt.at("/note") />
                </AttemptForm>
            </Panel>
        </div>
    }
}
