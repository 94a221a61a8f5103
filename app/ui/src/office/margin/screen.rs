//! The report: what each kind of order, person or style brought in.

use super::api;
use super::asked::{Asked, orders_href, report_href};
use super::bar::MarginBar;
use super::period_picker::PeriodPicker;
use crate::components::{
    Cell, Column, DataTable, Definition, DefinitionList, EmptyState, ErrorState, IconName,
    MoneyText, PageHeader, Panel, Row, RowLink, Skeleton, SkeletonShape, Tab, Tabs,
};
use crate::files::{ExportMenu, filter_text};
use crate::office::words::{count, percent};
use domain::money::Money;
use domain::reports::margin::{Figures, Grouping, MarginReport, MarginRow};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use rust_decimal::Decimal;

/// Margin by kind of order and period.
#[component]
pub fn MarginScreen() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::read));
    let shown = Signal::derive(move || filter_text(&asked.get().filter()));
    let report = Resource::new(
        move || asked.get(),
        |asked| api::load_margin(asked.period, asked.grouping),
    );
    view! {
        <Title text="Margin" />
        <PageHeader
            title="Margin"
            actions=move || view! { <ExportMenu path="/margin/export" filter=shown /> }
        />
        <Transition fallback=|| view! { <Skeleton shape=SkeletonShape::Rows count=6 /> }>
            {move || Suspend::new(async move {
                match report.await {
                    Ok(report) => view! { <Report report=report /> }.into_any(),
                    Err(error) => {
                        view! {
                            <ErrorState text=error.to_string() on_retry=move |()| report.refetch() />
                        }
                            .into_any()
                    }
                }
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Report(report: MarginReport) -> impl IntoView {
    let MarginReport {
        period,
        grouping,
        today,
        ..
    } = report;
    let groupings: Vec<_> = Grouping::ALL
        .iter()
        .map(|by| Tab::new(report_href(period, *by), by.label(), *by == grouping))
        .collect();
    view! {
        <PeriodPicker period=period grouping=grouping today=today />
        {if report.rows.is_empty() {
            view! {
                <EmptyState
                    icon=IconName::Chart
                    title="Nothing was handed over"
                    text=format!(
                        "A sale counts on the day of its hand-over, and {} has none yet.",
                        period.label(),
                    )
                />
            }
                .into_any()
        } else {
            view! {
                <Summary orders=report.orders total=report.total />
                <Tabs label="Put together by" tabs=groupings />
                <Groups report=report />
            }
                .into_any()
        }}
    }
    .into_any()
}

/// The figures that the screen is about.
#[component]
fn Summary(orders: u32, total: Figures) -> impl IntoView {
    let margin = total.margin().map(|m| m.to_string()).unwrap_or_default();
    view! {
        <div class="margin-summary">
            <DefinitionList>
                <Definition term="Margin" strong=true>
                    <MoneyText amount=margin display=true />
                </Definition>
                <Definition term="Of sales">{percent(total.percent())}</Definition>
                <Definition term="When quoted">{percent(total.quoted_percent())}</Definition>
                <Definition term="Sales, without tax">
                    <MoneyText amount=total.revenue.to_string() />
                </Definition>
                <Definition term="Cost of goods">
                    <MoneyText amount=total.cost.to_string() />
                </Definition>
                <Definition term="Handed over">{count(orders, "order", "orders")}</Definition>
            </DefinitionList>
        </div>
    }
    .into_any()
}

/// The columns of figures that the report and its drill-down share.
pub(super) fn figure_columns() -> [Column; 5] {
    [
        Column::numeric("Sales"),
        Column::numeric("Cost"),
        Column::numeric("Margin"),
        Column::numeric("Margin %"),
        Column::numeric("Quoted %"),
    ]
}

/// The cells under [`figure_columns`].
pub(super) fn figure_cells(figures: Figures) -> impl IntoView {
    let margin = figures.margin().map(Money::plain).unwrap_or_default();
    view! {
        <Cell label="Sales" numeric=true>{figures.revenue.plain()}</Cell>
        <Cell label="Cost" numeric=true>{figures.cost.plain()}</Cell>
        <Cell label="Margin" numeric=true>{margin}</Cell>
        <Cell label="Margin %" numeric=true>{percent(figures.percent())}</Cell>
        <Cell label="Quoted %" numeric=true>{percent(figures.quoted_percent())}</Cell>
    }
    .into_any()
}

#[component]
fn Groups(report: MarginReport) -> impl IntoView {
    let MarginReport {
        period, grouping, ..
    } = report;
    let mut columns = vec![Column::new(grouping.label()), Column::numeric("Orders")];
    columns.extend(figure_columns());
    let largest = report
        .rows
        .iter()
        .map(|row| row.figures.revenue.amount())
        .max();
    let largest = largest.unwrap_or_default();
    let (orders, total) = (report.orders, report.total);
    let foot = move || {
        view! {
            <Row>
                <Cell>"Total"</Cell>
                <Cell label="Orders" numeric=true>{orders}</Cell>
                {figure_cells(total)}
            </Row>
        }
    };
    let row = move |row: MarginRow| {
        let href = orders_href(period, grouping, &row.key);
        group(row, href, largest)
    };
    let caption = format!("Margin of {} by {}", period.label(), grouping.label());
    view! {
        <Panel flush=true>
            <DataTable caption=caption columns=columns foot=foot>
                {report.rows.into_iter().map(row).collect_view()}
            </DataTable>
        </Panel>
    }
    .into_any()
}

fn group(row: MarginRow, href: String, largest: Decimal) -> impl IntoView {
    view! {
        <Row>
            <Cell>
                <div class="margin-group">
                    <RowLink href=href>{row.label}</RowLink>
                    <MarginBar figures=row.figures largest=largest />
                </div>
            </Cell>
            <Cell label="Orders" numeric=true>{row.orders}</Cell>
            {figure_cells(row.figures)}
        </Row>
    }
    .into_any()
}
