//! The claim check: what the customer brings to collect.

use super::sheet::{described, letterhead, order_of_address};
use crate::components::{Definition, DefinitionList, PaperSize, PrintSheet, SkeletonShape};
use crate::loaded::loaded;
use domain::orders::history::day;
use domain::orders::repair::view::RepairView;
use domain::orders::view::{Detail, LineView};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(in crate::orders) fn ClaimCheck() -> impl IntoView {
    loaded(order_of_address(), SkeletonShape::Lines, sheet)
}

fn sheet(order: Detail) -> impl IntoView {
    let count = order.lines.iter().map(|line| line.quantity).sum::<u32>();
    let pieces = if count == 1 {
        "1 piece".to_owned()
    } else {
        format!("{count} pieces")
    };
    // Before the work is agreed to, its price is an estimate.
    let (term, amount) = if order.position.state.is_agreed() {
        ("Still to pay", order.balance.to_string())
    } else {
        ("Estimated at", order.totals.total.to_string())
    };
    let work = order.repair.as_deref().map(work);
    view! {
        <Title text=format!("Claim check {}", order.number) />
        <PrintSheet
            letterhead=letterhead(&order.store)
            title="Claim check"
            number=order.number.clone()
            date=day(order.created_at.date_naive())
            size=PaperSize::Half
            back=format!("/orders/{}", order.id)
            foot=|| {
                view! {
                    <p>
                        "Please bring this check, or something that shows who you are. We hand pieces "
                        "over to the person named here, or to whom they name."
                    </p>
                }
            }
        >
            <DefinitionList>
                <Definition term="Customer">{order.customer.name.clone()}</Definition>
                <Definition term="Pieces">{pieces}</Definition>
                <Definition term="Promised for">{day(order.first_promise)}</Definition>
                <Definition term=term strong=true>{amount}</Definition>
            </DefinitionList>
            <ul class="sheet-pieces">{order.lines.iter().map(piece).collect_view()}</ul>
            {work}
        </PrintSheet>
    }
}

/// What is done, and for how long it is answered for.
fn work(repair: &RepairView) -> impl IntoView + use<> {
    let tasks = repair.pieces.iter().flat_map(|piece| &piece.tasks);
    let each = tasks.map(|task| {
        let warranty = match task.warranty_days {
            0 => String::new(),
            days => format!(" ({days} days’ warranty)"),
        };
        view! { <li class="breakable">{format!("{}{warranty}", task.label())}</li> }
    });
    view! { <ul class="sheet-pieces">{each.collect_view()}</ul> }
}

fn piece(line: &LineView) -> impl IntoView + use<> {
    view! { <li>{described(line)}</li> }
}
