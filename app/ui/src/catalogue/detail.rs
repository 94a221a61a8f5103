//! A style: what it is, what it costs, what it looks like.

use super::api::show_style;
use super::mark::PieceMark;
use crate::components::{
    Badge, Cell, Column, DataTable, Definition, DefinitionList, IconName, LinkButton, MoneyText,
    PageHeader, Panel, Row, SkeletonShape, Tone,
};
use crate::error::UiError;
use crate::loaded::{addressed, loaded};
use crate::people::use_session;
use domain::catalogue::{PhotoView, StyleDetail, VariantView, is_ours};
use domain::money::Money;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;

/// The style that the address names.
pub(super) fn addressed_style() -> Resource<Result<StyleDetail, UiError>> {
    addressed(show_style)
}

#[component]
pub(super) fn StylePage() -> impl IntoView {
    let style = addressed_style();
    loaded(
        style,
        SkeletonShape::Lines,
        |style| view! { <Style style=style /> },
    )
}

#[component]
fn Style(style: StyleDetail) -> impl IntoView {
    let session = use_session();
    let edit = format!("/catalogue/{}/edit", style.id);
    let keeps = move || session.may(Permission::EditCatalogue);
    let kicker = match style.category.as_str() {
        "" => "Style".to_owned(),
        category => category.to_owned(),
    };
    view! {
        <Title text=style.title.clone() />
        <PageHeader
            title=style.title.clone()
            kicker=kicker
            back=("/catalogue".to_owned(), "Catalogue".to_owned())
            actions=move || view! {
                <Show when=keeps>
                    <LinkButton href=edit.clone() icon=IconName::Pen>"Edit"</LinkButton>
                </Show>
            }
        />
        <div class="split">
            <div class="stack">
                <Variants style=style.clone() />
                <Description text=style.description.clone() />
            </div>
            <div class="stack">
                <Photos title=style.title.clone() photos=style.photos.clone() />
                <Facts style=style />
            </div>
        </div>
    }
}

#[component]
fn Description(text: String) -> impl IntoView {
    let paragraphs = text
        .split('\n')
        .filter(|line| !line.is_empty())
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view();
    (!text.is_empty()).then(|| {
        view! {
            <Panel title="Description">
                <div class="stack breakable" data-gap="tight">
                    {paragraphs}
                </div>
            </Panel>
        }
    })
}

#[component]
fn Facts(style: StyleDetail) -> impl IntoView {
    let vendor = style.vendor_name.unwrap_or_else(|| "Not said".to_owned());
    let lead = match style.lead_days {
        Some(days) => format!("{days} working days, this style’s own"),
        None => format!("{} working days", style.effective_lead_days),
    };
    let source = match style.source.as_str() {
        "house" => "Written down here".to_owned(),
        "shopify" => "Imported from Shopify".to_owned(),
        other => format!("Imported from {other}"),
    };
    let fact = |term: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <Definition term=term>{value}</Definition> })
    };
    view! {
        <Panel title="About this style">
            <DefinitionList>
                {fact("Style number", style.style_number)}
                {fact("Vendor", vendor)}
                {fact("Lead time", lead)}
                {fact("Made in the house", style.route_name.unwrap_or_default())}
                {fact("Taxed as", style.class.label().to_owned())}
                {fact("Tags", style.tags.join(", "))}
                {fact("Source", source)}
            </DefinitionList>
        </Panel>
    }
}

#[component]
fn Variants(style: StyleDetail) -> impl IntoView {
    let shows_cost = style.shows_cost;
    let mut columns = vec![
        Column::new(if style.options.is_empty() {
            "Variant".to_owned()
        } else {
            style.options.join(" / ")
        }),
        Column::new("SKU"),
        Column::numeric("Price"),
    ];
    if shows_cost {
        columns.push(Column::numeric("Cost"));
    }
    let rows = style
        .variants
        .into_iter()
        .map(move |variant| view! { <VariantLine variant=variant shows_cost=shows_cost /> });
    view! {
        <Panel title="Variants and prices" flush=true>
            <DataTable caption="Variants" columns=columns>
                {rows.collect_view()}
            </DataTable>
        </Panel>
    }
}

#[component]
fn VariantLine(variant: VariantView, shows_cost: bool) -> impl IntoView {
    let name = match variant.values.is_empty() {
        true => "One variant".to_owned(),
        false => variant.values.join(" / "),
    };
    let text = |money: Option<Money>| money.map_or_else(|| "–".to_owned(), |m| m.to_string());
    view! {
        <Row>
            <Cell>
                <span class="cluster">
                    {name}
                    {(!variant.active).then(|| view! { <Badge tone=Tone::Neutral>"Not on offer"</Badge> })}
                </span>
            </Cell>
            <Cell label="SKU">{variant.sku.unwrap_or_else(|| "–".to_owned())}</Cell>
            <Cell label="Price" numeric=true>
                <MoneyText amount=variant.price.to_string() />
            </Cell>
            {shows_cost.then(|| view! {
                <Cell label="Cost" numeric=true>
                    <MoneyText amount=text(variant.cost) />
                </Cell>
            })}
        </Row>
    }
}

/// Pictures of ours; addresses that an import brought are linked to and not loaded, so that no
/// other house learns what is looked at here.
#[component]
fn Photos(title: String, photos: Vec<PhotoView>) -> impl IntoView {
    let (ours, others): (Vec<_>, Vec<_>) = photos.into_iter().partition(|p| is_ours(&p.url));
    let gallery = if ours.is_empty() {
        view! { <PieceMark title=title photo=None /> }.into_any()
    } else {
        ours.into_iter()
            .map(|photo| view! { <Picture photo=photo /> })
            .collect_view()
            .into_any()
    };
    let links = others.into_iter().enumerate().map(|(index, photo)| {
        let label = match photo.alt.as_str() {
            "" => format!("Picture {}", index + 1),
            alt => alt.to_owned(),
        };
        view! {
            <li>
                <a class="breakable" href=photo.url target="_blank" rel="noopener noreferrer external">
                    {label}
                    <span class="visually-hidden">" (opens another site)"</span>
                </a>
            </li>
        }
    });
    let links = links.collect_view();
    view! {
        <div class="style-photos">{gallery}</div>
        {(!links.is_empty()).then(|| view! {
            <Panel title="Pictures at the source">
                <ul class="link-list">{links}</ul>
            </Panel>
        })}
    }
}

#[component]
fn Picture(photo: PhotoView) -> impl IntoView {
    let alt = match photo.alt.as_str() {
        "" => "The piece".to_owned(),
        alt => alt.to_owned(),
    };
    let source = photo.url.clone();
    view! {
        <a class="style-photo" href=photo.url target="_blank" rel="noopener external">
            <img src=source alt=alt />
        </a>
    }
}
