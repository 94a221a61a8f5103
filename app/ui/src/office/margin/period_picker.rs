//! Choosing the time that the report spans: links for what is usual, two fields for the rest.

use super::asked::report_href;
use crate::components::{
    Button, ButtonVariant, IconName, LinkButton, Tab, Tabs, TextField, TextKind,
};
use chrono::NaiveDate;
use domain::reports::Period;
use domain::reports::margin::Grouping;
use leptos::prelude::*;
use leptos_router::components::Form;

/// Steps, spans and a free range.
#[component]
pub(super) fn PeriodPicker(period: Period, grouping: Grouping, today: NaiveDate) -> impl IntoView {
    let from = RwSignal::new(period.first().to_string());
    let to = RwSignal::new(period.last().to_string());
    view! {
        <div class="period-picker">
            <div class="period-steps">
                {period.previous().map(|p| step(p, grouping, IconName::ChevronLeft, "Earlier"))}
                <p class="period-name">{period.label()}</p>
                {period
                    .next()
                    .filter(|next| next.first() <= today)
                    .map(|p| step(p, grouping, IconName::ChevronRight, "Later"))}
            </div>
            <Tabs label="Period" tabs=spans(period, grouping, today) />
            <Form method="get" action="/margin" attr:class="filters">
                <TextField label="From" name="from" kind=TextKind::Date value=from />
                <TextField label="To" name="to" kind=TextKind::Date value=to />
                <input type="hidden" name="by" value=grouping.code() />
                <div class="actions">
                    <Button submit=true>"Show"</Button>
                </div>
            </Form>
        </div>
    }
    .into_any()
}

fn step(period: Period, grouping: Grouping, icon: IconName, word: &str) -> impl IntoView + use<> {
    view! {
        <LinkButton
            href=report_href(period, grouping)
            variant=ButtonVariant::Quiet
            icon=icon
            icon_only=true
        >
            {format!("{word}: {}", period.label())}
        </LinkButton>
    }
    .into_any()
}

/// The present month, quarter and year.
fn spans(period: Period, grouping: Grouping, today: NaiveDate) -> Vec<Tab> {
    let spans = [
        ("This month", Period::month_of(today)),
        ("This quarter", Period::quarter_of(today)),
        ("This year", Period::year_of(today)),
    ];
    let tab = |(label, span): (&str, Period)| {
        Tab::new(report_href(span, grouping), label, span == period)
    };
    spans.map(tab).into()
}
