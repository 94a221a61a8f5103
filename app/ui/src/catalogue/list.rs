//! The catalogue: search, narrow down, leaf through.

use super::api::{catalogue_facets, list_styles};
use super::mark::PieceMark;
use crate::components::{
    ButtonVariant, EmptyState, IconName, LinkButton, PageHeader, SearchBox, SelectField,
    SelectOption, SkeletonShape,
};
use crate::files::{ExportMenu, filter_text};
use crate::href::href;
use crate::loaded::loaded;
use crate::paged::Paged;
use crate::people::use_session;
use domain::catalogue::{Facets, StyleFilter, StylePage, StyleSummary};
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

/// The words and filters, which are the address.
#[derive(Clone, Copy)]
struct Asked {
    text: RwSignal<String>,
    category: RwSignal<String>,
    vendor: RwSignal<String>,
}

impl Asked {
    fn from_address(query: &ParamsMap) -> Self {
        let asked = |name: &str| RwSignal::new(query.get(name).unwrap_or_default());
        Self {
            text: asked("q"),
            category: asked("category"),
            vendor: asked("vendor"),
        }
    }

    /// Asks for what the address says.
    fn follow(self, query: &ParamsMap) {
        let parts = [
            ("q", self.text),
            ("category", self.category),
            ("vendor", self.vendor),
        ];
        for (name, value) in parts {
            let now = query.get(name).unwrap_or_default();
            if value.with_untracked(|value| *value != now) {
                value.set(now);
            }
        }
    }

    /// The address of what is asked for.
    fn address(self) -> String {
        let [text, category, vendor] = [self.text, self.category, self.vendor].map(|s| s.get());
        let query = [("q", &*text), ("category", &category), ("vendor", &vendor)];
        href("/catalogue", &query)
    }
}

#[component]
pub(super) fn Catalogue() -> impl IntoView {
    let query = use_query_map();
    let filter = Memo::new(move |_| query.with(filter_of));
    let styles = Resource::new(move || filter.get(), list_styles);
    let facets = Resource::new(|| (), |()| catalogue_facets());
    let asked = Asked::from_address(&query.get_untracked());
    let navigate = use_navigate();
    Effect::new(move |before: Option<String>| {
        let address = asked.address();
        if before.is_some_and(|before| before != address) {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..Default::default()
            };
            navigate(&address, options);
        }
        address
    });
    let typed = RwSignal::new(asked.text.get_untracked());
    // A link may lead to other words, too.
    Effect::new(move |_| {
        let now = query.with(|query| query.get("q").unwrap_or_default());
        if asked.text.get_untracked() != now {
            typed.set(now);
        }
        query.with(|query| asked.follow(query));
    });
    view! {
        <Title text="Catalogue" />
        <PageHeader title="Catalogue" actions=move || {
            let shown = Signal::derive(move || filter.with(filter_text));
            view! {
                <ExportMenu path="/catalogue/export" filter=shown />
                <Doors />
            }
        } />
        <div class="stack catalogue">
            <div class="catalogue-filters">
                <SearchBox
                    label="Search the catalogue"
                    placeholder="Title, style number, SKU, size, metal"
                    value=typed
                    on_search=move |text: String| asked.text.set(text)
                />
                {loaded(facets, SkeletonShape::Lines, move |facets| {
                    view! { <Filters asked=asked facets=facets /> }
                })}
            </div>
            {loaded(styles, SkeletonShape::Rows, move |page| {
                view! { <Pages filter=filter.get_untracked() first=page /> }
            })}
        </div>
    }
}

fn filter_of(query: &ParamsMap) -> StyleFilter {
    let given = |name: &str| query.get(name).filter(|value| !value.trim().is_empty());
    StyleFilter {
        text: given("q").unwrap_or_default(),
        category: given("category"),
        vendor: given("vendor").and_then(|vendor| vendor.parse().ok()),
        cursor: None,
    }
}

/// Where one goes from here, for those who keep the catalogue.
#[component]
fn Doors() -> impl IntoView {
    let session = use_session();
    let keeps = move || session.may(Permission::EditCatalogue);
    view! {
        <LinkButton href="/vendors" variant=ButtonVariant::Quiet>"Vendors"</LinkButton>
        <Show when=keeps>
            <LinkButton href="/catalogue/import" icon=IconName::Upload>"Import"</LinkButton>
            <LinkButton href="/catalogue/new" variant=ButtonVariant::Primary icon=IconName::Plus>
                "New style"
            </LinkButton>
        </Show>
    }
}

#[component]
fn Filters(asked: Asked, facets: Facets) -> impl IntoView {
    let categories: Vec<_> = facets
        .categories
        .into_iter()
        .map(|name| SelectOption::new(name.clone(), name))
        .collect();
    let vendors: Vec<_> = facets
        .vendors
        .into_iter()
        .map(|(id, name)| SelectOption::new(id.to_string(), name))
        .collect();
    view! {
        <SelectField
            label="Category" name="category" value=asked.category options=categories
            prompt="All categories" hide_label=true
        />
        <SelectField
            label="Vendor" name="vendor" value=asked.vendor options=vendors
            prompt="All vendors" hide_label=true
        />
    }
}

/// The first page and those that were asked for since.
#[component]
fn Pages(filter: StyleFilter, first: StylePage) -> impl IntoView {
    let narrowed = filter != StyleFilter::default();
    let styles = Paged::new(first.styles, first.next);
    let filter = StoredValue::new(filter);
    let more = move |cursor| async move {
        let filter = StyleFilter {
            cursor,
            ..filter.get_value()
        };
        let page = list_styles(filter).await?;
        Ok((page.styles, page.next))
    };
    view! {
        <Show
            when=move || !styles.is_empty()
            fallback=move || view! { <Nothing narrowed=narrowed /> }
        >
            <ul class="style-grid">
                <For each=move || styles.items() key=|style| style.id let:style>
                    <StyleCard style=style />
                </For>
            </ul>
            {styles.foot(Some(styles.counted("style", "styles")), more)}
        </Show>
    }
}

#[component]
fn StyleCard(style: StyleSummary) -> impl IntoView {
    let line: Vec<&str> = [
        style.style_number.as_str(),
        style.vendor.as_deref().unwrap_or_default(),
    ]
    .into_iter()
    .filter(|word| !word.is_empty())
    .collect();
    let line = line.join(" · ");
    let variants = match style.variants {
        0 => "Nothing on offer".to_owned(),
        1 => "1 variant".to_owned(),
        many => format!("{many} variants"),
    };
    let prices = style.price_range();
    view! {
        <li class="style-card">
            <PieceMark title=style.title.clone() photo=style.photo />
            <div class="style-card-text">
                <p class="kicker">{style.category}</p>
                <a class="style-card-title breakable" href=format!("/catalogue/{}", style.id)>
                    {style.title}
                </a>
                <p class="quiet breakable">{line}</p>
                <p class="style-card-foot">
                    <span class="money">{prices}</span>
                    <span class="quiet">{variants}</span>
                </p>
            </div>
        </li>
    }
}

#[component]
fn Nothing(narrowed: bool) -> impl IntoView {
    if narrowed {
        return view! {
            <EmptyState
                icon=IconName::Search
                title="Nothing matches"
                text="Try fewer words, another spelling, or all categories and vendors."
                actions=|| view! { <LinkButton href="/catalogue">"Show everything"</LinkButton> }
            />
        }
        .into_any();
    }
    view! {
        <EmptyState
            icon=IconName::Ring
            title="No styles yet"
            text="Import your catalogue from Shopify, or write down the first style by hand."
            actions=|| view! { <Doors /> }
        />
    }
    .into_any()
}
