//! What importing a file would do, product by product and error by error.

use crate::components::{Badge, Banner, Cell, Column, DataTable, MoneyText, Panel, Row, Tone};
use domain::catalogue::{ImportPreview, LineError, PreviewProduct, ProductFate};
use leptos::prelude::*;

#[component]
pub(super) fn Figures(preview: ImportPreview) -> impl IntoView {
    let figure = |count: u32, words: &'static str| {
        view! {
            <div class="import-figure">
                <dd>{count}</dd>
                <dt>{words}</dt>
            </div>
        }
    };
    let count = preview.count;
    let summary = match (preview.good(), preview.to_write()) {
        (0, _) => Some((Tone::Danger, "No product in this file can come in.")),
        (_, 0) => Some((
            Tone::Success,
            "Everything in this file is in the catalogue already.",
        )),
        _ => None,
    };
    view! {
        {summary.map(|(tone, sentence)| view! { <Banner tone=tone>{sentence}</Banner> })}
        <dl class="import-figures">
            {figure(preview.new, "new")}
            {figure(preview.changed, "changed")}
            {figure(preview.unchanged, "unchanged")}
            {figure(preview.skipped, "with errors")}
        </dl>
        <p class="quiet">
            {format!(
                "{} products, {} variants and {} pictures in all. Pictures stay at their addresses; Bezel keeps the links.",
                count.products, count.variants, count.images,
            )}
        </p>
    }
}

#[component]
pub(super) fn Errors(errors: Vec<LineError>, count: u32) -> impl IntoView {
    let columns = vec![
        Column::new("Line"),
        Column::new("Column"),
        Column::new("What to mend"),
    ];
    let shown = u32::try_from(errors.len()).unwrap_or(u32::MAX);
    let rows = errors.into_iter().map(|error| {
        view! {
            <Row>
                <Cell>{format!("Line {}", error.line)}</Cell>
                <Cell label="Column">
                    {if error.column.is_empty() { "Whole line".to_owned() } else { error.column }}
                </Cell>
                <Cell label="What to mend">{error.message}</Cell>
            </Row>
        }
    });
    let rest = count.saturating_sub(shown);
    view! {
        <Panel title=format!("Errors ({count})") flush=true>
            <DataTable caption="Errors by line" columns=columns>
                {rows.collect_view()}
            </DataTable>
            {(rest > 0).then(|| view! { <p class="quiet">{format!("And {rest} more.")}</p> })}
        </Panel>
    }
}

#[component]
pub(super) fn Products(products: Vec<PreviewProduct>, preview: ImportPreview) -> impl IntoView {
    let columns = vec![
        Column::new("Product"),
        Column::new("What happens"),
        Column::numeric("Variants"),
        Column::numeric("Pictures"),
        Column::numeric("Price"),
    ];
    let all = preview.good() + preview.skipped;
    let rest = all.saturating_sub(u32::try_from(products.len()).unwrap_or(u32::MAX));
    let rows = products
        .into_iter()
        .map(|product| view! { <Product product=product /> });
    view! {
        <Panel title="Products" flush=true>
            <DataTable caption="Products in the file" columns=columns>
                {rows.collect_view()}
            </DataTable>
            {(rest > 0).then(|| view! { <p class="quiet">{format!("And {rest} more.")}</p> })}
        </Panel>
    }
}

#[component]
fn Product(product: PreviewProduct) -> impl IntoView {
    let (tone, fate) = match product.fate {
        ProductFate::New => (Tone::Success, "New"),
        ProductFate::Changed => (Tone::Info, "Changed"),
        ProductFate::Unchanged => (Tone::Neutral, "Unchanged"),
        ProductFate::Skipped => (Tone::Danger, "Left out"),
    };
    let title = if product.title.is_empty() {
        product.handle
    } else {
        product.title
    };
    view! {
        <Row>
            <Cell>
                <span class="breakable">{title}</span>
                " "
                <span class="quiet nowrap">{format!("line {}", product.line)}</span>
            </Cell>
            <Cell label="What happens"><Badge tone=tone>{fate}</Badge></Cell>
            <Cell label="Variants" numeric=true>{product.variants}</Cell>
            <Cell label="Pictures" numeric=true>{product.images}</Cell>
            <Cell label="Price" numeric=true><MoneyText amount=product.prices /></Cell>
        </Row>
    }
}
