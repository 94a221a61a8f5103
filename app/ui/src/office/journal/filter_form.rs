//! The fields above the journal: a plain GET form, so that the address says what is shown.

use super::filter;
use crate::components::{
    Actions, Button, LinkButton, SelectField, SelectOption, TextField, TextKind,
};
use domain::ledger::view::JournalFilter;
use domain::ledger::{Account, EntryKind};
use leptos::prelude::*;
use leptos_router::components::Form;

/// What the form holds, as typed.
#[derive(Clone, Copy)]
struct Fields {
    from: RwSignal<String>,
    to: RwSignal<String>,
    account: RwSignal<String>,
    kind: RwSignal<String>,
    order: RwSignal<String>,
}

impl Fields {
    fn of(filter: &JournalFilter) -> Self {
        let fields = Self {
            from: RwSignal::default(),
            to: RwSignal::default(),
            account: RwSignal::default(),
            kind: RwSignal::default(),
            order: RwSignal::default(),
        };
        fields.show(filter);
        fields
    }

    fn show(self, filter: &JournalFilter) {
        let text =
            |date: Option<chrono::NaiveDate>| date.map(|d| d.to_string()).unwrap_or_default();
        self.from.set(text(filter.from));
        self.to.set(text(filter.to));
        self.account
            .set(filter.account.map(|a| a.code().into()).unwrap_or_default());
        self.kind
            .set(filter.kind.map(|k| k.code().into()).unwrap_or_default());
        self.order.set(filter.order.clone());
    }
}

/// The filter of the address, to be changed.
#[component]
pub(super) fn FilterForm(filter: Memo<JournalFilter>) -> impl IntoView {
    let fields = Fields::of(&filter.get_untracked());
    // Going back, or clearing, changes the address without this form.
    Effect::new(move |_| fields.show(&filter.get()));
    let to_error = Signal::derive(move || {
        let wrong = filter.with(JournalFilter::check).err()?;
        wrong.get("/to").map(str::to_owned)
    });
    let accounts: Vec<_> = Account::ALL
        .iter()
        .map(|account| {
            let label = format!("{} {}", account.code(), account.label());
            SelectOption::new(account.code(), label)
        })
        .collect();
    let kinds: Vec<_> = EntryKind::ALL
        .iter()
        .map(|kind| SelectOption::new(kind.code(), kind.label()))
        .collect();
    view! {
        <Form method="get" action="/journal" attr:class="filters">
            <TextField label="From" name="from" kind=TextKind::Date value=fields.from />
            <TextField label="To" name="to" kind=TextKind::Date value=fields.to error=to_error />
            <SelectField
                label="Account"
                name="account"
                value=fields.account
                options=accounts
                prompt="All accounts"
            />
            <SelectField
                label="Kind of entry"
                name="kind"
                value=fields.kind
                options=kinds
                prompt="All kinds"
            />
            <TextField
                label="Order number"
                name="order"
                value=fields.order
                placeholder="SO-10234"
                max_length=40_u32
            />
            <Actions>
                <Button submit=true>"Show"</Button>
                <Show when=move || !filter.with(filter::is_empty)>
                    <LinkButton href="/journal">"Clear"</LinkButton>
                </Show>
            </Actions>
        </Form>
    }
    .into_any()
}
