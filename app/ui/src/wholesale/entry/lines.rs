//! The lines: pasted, picked, counted, priced.

use super::form::{LineForm, PoForm, Reckoned};
use crate::catalogue::StylePicker;
use crate::components::{
    Button, ButtonVariant, IconName, MoneyField, NumberField, TextArea, TextField,
};
use crate::wholesale::api::{ReadLine, read_po_lines};
use domain::staff::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn Lines(form: PoForm) -> impl IntoView {
    let reckoned = Memo::new(move |_| form.reckoned());
    let release = form.terms.with_value(|terms| terms.blanket.is_some());
    let nothing = form.error_at("/lines");
    view! {
        <ul class="plain-list po-lines">
            <For each=move || form.lines.get() key=|line| line.key let:line>
                <Line form=form line=line reckoned=reckoned />
            </For>
        </ul>
        {move || nothing.get().map(|wrong| view! {
            <p class="field-error" role="alert">{wrong}</p>
        })}
        {(!release).then(|| view! {
            <StylePicker label="Add a piece" name="po-style" on_pick=move |sold| form.add(sold, 1) />
            <Paste form=form />
        })}
    }
}

#[component]
fn Line(form: PoForm, line: LineForm, reckoned: Memo<Reckoned>) -> impl IntoView {
    let key = line.key;
    let (words, sku, list) = line.sold.with_value(|sold| {
        (
            sold.description(),
            sold.sku.clone().unwrap_or_default(),
            sold.price.to_string(),
        )
    });
    let wrong = move |field: &'static str| {
        Signal::derive(move || form.error(&format!("/lines/{}/{field}", form.place(key))))
    };
    let mine = move || reckoned.with(|all| all.lines.get(form.place(key)).cloned().flatten());
    let changes = form
        .terms
        .with_value(|terms| terms.role.may(Permission::ChangePrice));
    let spoken = words.clone();
    let other = RwSignal::new(false);
    view! {
        <li class="po-line">
            <div class="piece-head">
                <span class="piece-name breakable">{words}</span>
                <span class="figure">{move || mine().map(|(_, net)| net)}</span>
            </div>
            <p class="piece-meta quiet">
                {format!("{sku} · list {list} · ")} {move || mine().map(|(price, _)| price)}
            </p>
            <div class="form-grid">
                <NumberField
                    label="Pieces" name=format!("/lines/{key}/quantity") value=line.quantity
                    whole=true error=wrong("quantity") />
                <Show when=move || other.get()>
                    <MoneyField
                        label="Another price" name=format!("/lines/{key}/unit_price")
                        value=line.price optional=true error=wrong("unit_price") />
                    <TextField
                        label="Why" name=format!("/lines/{key}/price_reason") value=line.reason
                        autocomplete="off" error=wrong("price_reason") />
                </Show>
                <div class="cluster">
                    {changes.then(|| view! {
                        <Show when=move || !other.get()>
                            <Button variant=ButtonVariant::Quiet on_press=move |()| other.set(true)>
                                "Another price"
                            </Button>
                        </Show>
                    })}
                    <Button
                        variant=ButtonVariant::Quiet icon=IconName::Trash
                        on_press=move |()| form.remove(key)
                    >
                        "Remove"
                        <span class="visually-hidden">{format!(" {spoken}")}</span>
                    </Button>
                </div>
            </div>
        </li>
    }
}

/// Lines from a spreadsheet. What could not be read stays in the box, with what is wrong with it.
#[component]
fn Paste(form: PoForm) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let faults = RwSignal::new(Vec::<String>::new());
    let read = move |()| {
        let typed = text.get_untracked();
        if typed.trim().is_empty() {
            wrong.set(Some("Paste a SKU and a quantity in each row.".to_owned()));
            return;
        }
        wrong.set(None);
        busy.set(true);
        spawn_local(async move {
            match read_po_lines(typed.clone()).await {
                Ok(rows) => {
                    let (left, said) = take(form, &typed, rows);
                    if !said.is_empty() {
                        wrong.set(Some("These rows could not be read:".to_owned()));
                    }
                    faults.set(said);
                    text.set(left);
                }
                Err(error) => {
                    let own = error.field("/lines");
                    wrong.set(Some(own.unwrap_or_else(|| error.to_string())));
                }
            }
            busy.set(false);
        });
    };
    view! {
        <TextArea
            label="Paste from a spreadsheet" name="paste" value=text rows=4 optional=true
            hint=Some("Style or SKU, then the quantity, a row for each line.".to_owned())
            error=Signal::derive(move || wrong.get()) />
        <Show when=move || faults.with(|faults| !faults.is_empty())>
            <div role="alert">
                <ul class="field-error">
                    {move || faults.get().into_iter().map(|fault| view! { <li>{fault}</li> }).collect_view()}
                </ul>
            </div>
        </Show>
        <div>
            <Button icon=IconName::Plus busy=busy on_press=read>"Add these lines"</Button>
        </div>
    }
}

/// Adds what could be read; gives the rows that could not, and why.
fn take(form: PoForm, typed: &str, rows: Vec<ReadLine>) -> (String, Vec<String>) {
    let all: Vec<&str> = typed.lines().collect();
    let (mut left, mut said) = (Vec::<&str>::new(), Vec::new());
    for (row, sold) in rows {
        match (sold, row.quantity) {
            (Ok(sold), Ok(quantity)) => form.add(sold, quantity),
            (Err(why), _) | (_, Err(why)) => {
                left.extend(all.get(row.row - 1));
                said.push(format!("Row {}: {why}", left.len()));
            }
        }
    }
    (left.join("\n"), said)
}
