//! What is out on memo, what is due, and how old it is. What is asked stands in the address.

use super::api::{list_memos, memos_out};
use super::terms::TermsButton;
use super::words::{age, pieces};
use crate::components::{
    Badge, ButtonVariant, Cell, Column, DataTable, Definition, DefinitionList, EmptyState,
    IconName, LinkButton, MoneyText, PageHeader, Panel, Row, RowLink, SearchBox, SkeletonShape,
    Tab, Tabs, Tone,
};
use crate::files::{ExportMenu, filter_text};
use crate::href::href;
use crate::live::on_any_change;
use crate::loaded::loaded;
use crate::paged::Paged;
use crate::people::use_session;
use domain::orders::history::day;
use domain::orders::memo::State;
use domain::orders::memo::view::{Look, MemoFilter, MemoStanding, MemoSummary};
use domain::orders::requests::Page;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

/// Which of them an address asks for.
fn asked(code: Option<&str>) -> Look {
    code.and_then(|code| code.parse().ok()).unwrap_or(Look::Out)
}

fn address(look: Look, text: &str) -> String {
    let show = if look == Look::Out { "" } else { look.code() };
    href("/memos", &[("show", show), ("q", text.trim())])
}

#[component]
pub(super) fn Memos() -> impl IntoView {
    let query = use_query_map();
    let look = Memo::new(move |_| query.with(|q| asked(q.get("show").as_deref())));
    let text = Memo::new(move |_| query.with(|q| q.get("q")).unwrap_or_default());
    let filter = move || MemoFilter {
        look: look.get(),
        text: text.get(),
        ..MemoFilter::default()
    };
    let memos = Resource::new(filter, list_memos);
    let standing = Resource::new(|| (), |()| memos_out());
    on_any_change(move || {
        memos.refetch();
        standing.refetch();
    });
    let typed = RwSignal::new(text.get_untracked());
    let navigate = use_navigate();
    let search = move |found: String| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&address(look.get_untracked(), &found), options);
    };
    let tabs = Signal::derive(move || {
        let tab = |each: &Look| {
            Tab::new(
                address(*each, &text.get()),
                each.label(),
                *each == look.get(),
            )
        };
        Look::ALL.iter().map(tab).collect::<Vec<_>>()
    });
    view! {
        <Title text="Memos" />
        <PageHeader
            title="Memos"
            actions=move || {
                let shown = Signal::derive(move || filter_text(&filter()));
                view! {
                    <LinkButton href="/memos/in" variant=ButtonVariant::Quiet>"Memos in"</LinkButton>
                    <TermsButton />
                    <ExportMenu path="/memos/export" filter=shown />
                    <TakeOutButton />
                }
            }
        />
        <div class="split memos-page">
            <div class="stack memos-standing">
                {loaded(standing, SkeletonShape::Lines, |now| view! { <Standing now=now /> })}
            </div>
            <div class="stack" data-gap="snug">
                <SearchBox
                    label="Find a memo" placeholder="Number, name, phone or e-mail" value=typed
                    on_search=search
                />
                <Tabs label="Memos" tabs=tabs />
                {loaded(memos, SkeletonShape::Rows, move |page| pages(page, filter()))}
            </div>
        </div>
    }
}

#[component]
fn TakeOutButton() -> impl IntoView {
    let session = use_session();
    view! {
        <Show when=move || session.may(Permission::TakeOrders)>
            <LinkButton href="/memos/new" variant=ButtonVariant::Primary icon=IconName::Plus>
                "Out on memo"
            </LinkButton>
        </Show>
    }
}

/// What is out in all, held against what is insured.
#[component]
fn Standing(now: MemoStanding) -> impl IntoView {
    let insured = now
        .insured
        .map_or_else(|| "Not said yet".to_owned(), |insured| insured.to_string());
    let overdue = (now.overdue > 0).then(|| {
        view! { <Definition term="Overdue">{now.overdue_value.to_string()}</Definition> }
    });
    view! {
        <Panel title="Out on memo" raised=true>
            <MoneyText amount=now.value.to_string() display=true />
            <DefinitionList ledger=true>
                <Definition term="Memos">{now.memos.to_string()}</Definition>
                <Definition term="Pieces">{now.pieces.to_string()}</Definition>
                {overdue}
                <Definition term="Insured up to">{insured}</Definition>
            </DefinitionList>
        </Panel>
    }
}

fn pages(first: Page<MemoSummary>, filter: MemoFilter) -> impl IntoView {
    if first.items.is_empty() {
        return nothing(&filter).into_any();
    }
    let items = Paged::new(first.items, first.next);
    let filter = StoredValue::new(filter);
    let more = move |after| async move {
        let asked = MemoFilter {
            after,
            ..filter.get_value()
        };
        let page = list_memos(asked).await?;
        Ok((page.items, page.next))
    };
    let columns = || {
        vec![
            Column::new("Memo"),
            Column::new("Customer"),
            Column::new("Due back"),
            Column::new("Out for"),
            Column::numeric("Pieces out"),
            Column::numeric("Value out"),
        ]
    };
    view! {
        <DataTable caption="Memos" columns=columns()>
            <For each=move || items.items() key=|memo| memo.id let:memo>
                {row(memo)}
            </For>
        </DataTable>
        {items.foot(None, more)}
    }
    .into_any()
}

fn row(memo: MemoSummary) -> impl IntoView {
    let out = memo.state == State::Issued;
    let (count, value) = if out {
        (
            format!("{} of {}", memo.pieces_out, memo.pieces),
            memo.value_out.to_string(),
        )
    } else {
        (pieces(memo.pieces), "–".to_owned())
    };
    let state = (!out).then(|| view! { <Badge>{memo.state.label()}</Badge> });
    let aged = memo.days_out.map(|days| match memo.reminder {
        Some(_) => {
            view! { <Badge tone=Tone::Warning icon=IconName::Clock>{age(days)}</Badge> }.into_any()
        }
        None => age(days).into_any(),
    });
    let overdue = memo.overdue.then(|| {
        view! { <Badge tone=Tone::Danger icon=IconName::Clock>"Overdue"</Badge> }
    });
    view! {
        <Row>
            <Cell>
                <RowLink href=format!("/orders/{}", memo.id)>{memo.number}</RowLink>
                <span class="quiet breakable">{memo.title}</span>
            </Cell>
            <Cell label="Customer">{memo.customer.1}</Cell>
            <Cell label="Due back">
                <span class="memo-due">
                    <span data-late=memo.overdue.then_some("")>{day(memo.due)}</span>
                    {overdue} {state}
                </span>
            </Cell>
            <Cell label="Out for">{aged.unwrap_or_else(|| "–".into_any())}</Cell>
            <Cell label="Pieces out" numeric=true>{count}</Cell>
            <Cell label="Value out" numeric=true>{value}</Cell>
        </Row>
    }
}

fn nothing(filter: &MemoFilter) -> impl IntoView + use<> {
    if !filter.text.trim().is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Search title="No memo matches"
                text="Try another word, or look among all of them."
            />
        }
        .into_any();
    }
    let (title, text) = match filter.look {
        Look::Out => (
            "Nothing is out on memo",
            "Pieces that a customer takes home to look at are here until they come back or are sold.",
        ),
        Look::Overdue => ("Nothing is overdue", "No piece is out past its day."),
        Look::Requested => (
            "Nothing is put aside",
            "Memos that were asked for and not handed out yet are here.",
        ),
        Look::All => (
            "There was no memo yet",
            "Scan what a customer would like to look at, and hand it out against a signature.",
        ),
    };
    view! { <EmptyState icon=IconName::HandOver title=title text=text actions=|| view! { <TakeOutButton /> } /> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_look_has_its_address() {
        for look in Look::ALL {
            assert_eq!(asked(Some(look.code())), *look);
        }
        assert_eq!(asked(None), Look::Out);
        assert_eq!(address(Look::Out, ""), "/memos");
        assert_eq!(address(Look::Overdue, " ana "), "/memos?show=overdue&q=ana");
    }
}
