//! What vendors lent to us, the first due first. What is asked stands in the address.

use crate::components::{
    Badge, ButtonVariant, Cell, Column, DataTable, EmptyState, IconName, LinkButton, PageHeader,
    Row, RowLink, SkeletonShape, Tab, Tabs, Tone,
};
use crate::files::{ExportMenu, filter_text};
use crate::href::href;
use crate::loaded::loaded;
use crate::memo::api::list_memos_in;
use crate::paged::Paged;
use crate::people::use_session;
use domain::memo_in::{MemoInFilter, MemoInLook, MemoInSummary};
use domain::orders::history::day;
use domain::orders::requests::Page;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

fn asked(code: Option<&str>) -> MemoInLook {
    code.and_then(|code| code.parse().ok())
        .unwrap_or(MemoInLook::Open)
}

fn address(look: MemoInLook) -> String {
    let show = if look == MemoInLook::Open {
        ""
    } else {
        look.code()
    };
    href("/memos/in", &[("show", show)])
}

#[component]
pub(in crate::memo) fn MemosIn() -> impl IntoView {
    let query = use_query_map();
    let look = Memo::new(move |_| query.with(|q| asked(q.get("show").as_deref())));
    let filter = move || MemoInFilter {
        look: look.get(),
        ..MemoInFilter::default()
    };
    let memos = Resource::new(filter, list_memos_in);
    let tabs = Signal::derive(move || {
        let tab = |each: &MemoInLook| Tab::new(address(*each), each.label(), *each == look.get());
        MemoInLook::ALL.iter().map(tab).collect::<Vec<_>>()
    });
    view! {
        <Title text="Memos in" />
        <PageHeader
            title="Memos in"
            kicker="Lent by vendors"
            back=("/memos".to_owned(), "Memos".to_owned())
            actions=move || {
                let shown = Signal::derive(move || filter_text(&filter()));
                view! {
                    <ExportMenu path="/memos/in/export" filter=shown />
                    <TakeInButton />
                }
            }
        />
        <div class="stack" data-gap="snug">
            <Tabs label="Memos in" tabs=tabs />
            {loaded(memos, SkeletonShape::Rows, move |page| pages(page, filter()))}
        </div>
    }
}

#[component]
fn TakeInButton() -> impl IntoView {
    let session = use_session();
    view! {
        <Show when=move || session.may(Permission::KeepStock)>
            <LinkButton href="/memos/in/new" variant=ButtonVariant::Primary icon=IconName::Plus>
                "Take in"
            </LinkButton>
        </Show>
    }
}

fn pages(first: Page<MemoInSummary>, filter: MemoInFilter) -> impl IntoView {
    if first.items.is_empty() {
        let (title, text) = match filter.look {
            MemoInLook::Open => (
                "Nothing is lent to us",
                "What a vendor leaves here to be sold or given back is listed by the day it is due.",
            ),
            MemoInLook::Overdue => ("Nothing is overdue", "Every vendor has theirs in time."),
            MemoInLook::Owed => ("Nothing is owed", "Every piece that was sold is paid for."),
            MemoInLook::All => (
                "Nothing was lent to us yet",
                "Take in what a vendor leaves here to be sold or given back.",
            ),
        };
        return view! {
            <EmptyState icon=IconName::Package title=title text=text actions=|| view! { <TakeInButton /> } />
        }
        .into_any();
    }
    let items = Paged::new(first.items, first.next);
    let filter = StoredValue::new(filter);
    let more = move |after| async move {
        let asked = MemoInFilter {
            after,
            ..filter.get_value()
        };
        let page = list_memos_in(asked).await?;
        Ok((page.items, page.next))
    };
    let columns = || {
        vec![
            Column::new("Memo"),
            Column::new("Vendor"),
            Column::new("Due back"),
            Column::numeric("With us"),
            Column::numeric("To be paid"),
        ]
    };
    view! {
        <DataTable caption="Memos in" columns=columns()>
            <For each=move || items.items() key=|memo| memo.id let:memo>
                {row(memo)}
            </For>
        </DataTable>
        {items.foot(None, more)}
    }
    .into_any()
}

fn row(memo: MemoInSummary) -> impl IntoView {
    let overdue = memo.overdue.then(|| {
        view! { <Badge tone=Tone::Danger icon=IconName::Clock>"Overdue"</Badge> }
    });
    // Who may not see cost sees how many pieces are to be paid for.
    let owed = match memo.owed {
        Some(owed) if !owed.is_zero() => owed.to_string(),
        None if memo.sold > 0 => memo.sold.to_string(),
        _ => "–".to_owned(),
    };
    view! {
        <Row>
            <Cell>
                <RowLink href=format!("/memos/in/{}", memo.id)>{memo.number}</RowLink>
                <span class="quiet breakable">{format!("Theirs: {}", memo.reference)}</span>
            </Cell>
            <Cell label="Vendor">{memo.vendor.1}</Cell>
            <Cell label="Due back">
                <span class="memo-due">
                    <span data-late=memo.overdue.then_some("")>{day(memo.due)}</span>
                    {overdue}
                </span>
            </Cell>
            <Cell label="With us" numeric=true>{format!("{} of {}", memo.here, memo.pieces)}</Cell>
            <Cell label="To be paid" numeric=true>{owed}</Cell>
        </Row>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_look_has_its_address() {
        for look in MemoInLook::ALL {
            assert_eq!(asked(Some(look.code())), *look);
        }
        assert_eq!(asked(Some("else")), MemoInLook::Open);
        assert_eq!(address(MemoInLook::Open), "/memos/in");
        assert_eq!(address(MemoInLook::Owed), "/memos/in?show=owed");
    }
}
