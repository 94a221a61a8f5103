//! The variants that the options make, each with its price.

use super::state::{Editor, VariantRow};
use crate::components::{Cell, Checkbox, Column, DataTable, MoneyField, Panel, Row, TextField};
use leptos::prelude::*;

#[component]
pub(super) fn Variants(editor: Editor) -> impl IntoView {
    let mut columns = vec![
        Column::new("Variant"),
        Column::new("SKU"),
        Column::new("Price"),
    ];
    if editor.shows_cost {
        columns.push(Column::new("Cost"));
    }
    columns.push(Column::new("On offer"));
    let error = editor.error_at("/variants");
    view! {
        <Panel title="Variants and prices" flush=true>
            {move || error.get().map(|message| view! { <p class="field-error">{message}</p> })}
            <DataTable caption="Variants" columns=columns>
                <For each=move || editor.variants.get() key=|row| row.key let:row>
                    <VariantLine editor=editor row=row />
                </For>
            </DataTable>
        </Panel>
    }
}

#[component]
fn VariantLine(editor: Editor, row: VariantRow) -> impl IntoView {
    let name = row.values.with_value(|values| match values.is_empty() {
        true => "One variant".to_owned(),
        false => values.join(" / "),
    });
    let of = {
        let name = name.clone();
        move |field: &str| format!("{field} of {name}")
    };
    let id = move |field: &str| format!("variant-{}-{field}", row.key);
    let sign = editor
        .currency
        .with_value(|currency| match currency.code() {
            "USD" => "$".to_owned(),
            code => code.to_owned(),
        });
    let values_error = editor.error_of(row, "values");
    let (sku_label, price_label, cost_label) = (of("SKU"), of("Price"), of("Cost"));
    let cost_sign = sign.clone();
    let cost = editor.shows_cost.then(move || {
        view! {
            <Cell label="Cost">
                <MoneyField
                    label=cost_label name=id("cost") value=row.cost currency=Some(cost_sign)
                    error=editor.error_of(row, "cost") hide_label=true
                />
            </Cell>
        }
    });
    view! {
        <Row>
            <Cell>
                <span class="breakable">{name}</span>
                {move || values_error.get().map(|text| view! { <p class="field-error">{text}</p> })}
            </Cell>
            <Cell label="SKU">
                <TextField
                    label=sku_label name=id("sku") value=row.sku
                    error=editor.error_of(row, "sku") hide_label=true max_length=100u32
                />
            </Cell>
            <Cell label="Price">
                <MoneyField
                    label=price_label name=id("price") value=row.price currency=Some(sign)
                    error=editor.error_of(row, "price") hide_label=true
                />
            </Cell>
            {cost}
            <Cell label="On offer">
                <Checkbox label="On offer" name=id("active") checked=row.active />
            </Cell>
        </Row>
    }
}
