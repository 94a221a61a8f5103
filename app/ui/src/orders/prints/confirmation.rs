//! The order confirmation, or the quote.

use super::sheet::{described, letterhead, order_of_address};
use crate::components::{Definition, DefinitionList, PrintLine, PrintSheet, SkeletonShape};
use crate::loaded::loaded;
use crate::orders::words::phone;
use domain::orders::history::day;
use domain::orders::view::{Detail, LineView};
use domain::schedule::MilestonePosition;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(in crate::orders) fn Confirmation() -> impl IntoView {
    loaded(order_of_address(), SkeletonShape::Lines, sheet)
}

fn sheet(order: Detail) -> impl IntoView {
    let quote = !order.position.state.is_agreed();
    let title = if quote { "Quote" } else { "Order confirmation" };
    let foot = foot(&order, quote);
    let back = format!("/orders/{}", order.id);
    view! {
        <Title text=format!("{title} {}", order.number) />
        <PrintSheet
            letterhead=letterhead(&order.store)
            title=title
            number=order.number.clone()
            date=day(order.created_at.date_naive())
            back=back
            foot=move || view! { <p>{foot}</p> }
        >
            <p class="sheet-to">
                <strong>{order.customer.name.clone()}</strong>
                {order.customer.phone.as_deref().map(|number| format!(" · {}", phone(number)))}
            </p>
            <table class="sheet-table">
                <thead>
                    <tr>
                        <th scope="col">"Piece"</th>
                        <th scope="col" class="figure">"Quantity"</th>
                        <th scope="col" class="figure">"Each"</th>
                        <th scope="col" class="figure">"Amount"</th>
                    </tr>
                </thead>
                <tbody>{order.lines.iter().map(row).collect_view()}</tbody>
            </table>
            <DefinitionList ledger=true>
                <Definition term="Pieces">{order.totals.net.to_string()}</Definition>
                <Definition term="Sales tax">{order.totals.tax.to_string()}</Definition>
                <Definition term="Total" strong=true>{order.totals.total.to_string()}</Definition>
                {order.schedule.iter().map(milestone).collect_view()}
                <Definition term="Paid">{order.paid.to_string()}</Definition>
                <Definition term="Still to pay" strong=true>{order.balance.to_string()}</Definition>
            </DefinitionList>
            <p>{format!("Promised for {}. {}.", day(order.first_promise), order.delivery.label())}</p>
            {order.ship_to.as_ref().map(|address| view! { <p>{address.one_line()}</p> })}
            <PrintLine label="Customer's signature" />
        </PrintSheet>
    }
}

fn row(line: &LineView) -> impl IntoView + use<> {
    view! {
        <tr>
            <td>{described(line)}</td>
            <td class="figure">{line.quantity}</td>
            <td class="figure">{line.unit_price.to_string()}</td>
            <td class="figure">{line.net.to_string()}</td>
        </tr>
    }
}

fn milestone(step: &MilestonePosition) -> impl IntoView + use<> {
    let term = format!("{}, {}", step.label, step.gates.label());
    let amount = step.amount.to_string();
    view! { <Definition term=term>{amount}</Definition> }
}

fn foot(order: &Detail, quote: bool) -> String {
    match order.quote_expires.filter(|_| quote) {
        Some(last) => format!(
            "This quote holds until {}. It becomes an order with your word and the deposit.",
            day(last)
        ),
        None => "A special order is made or ordered for you alone. Once it is ordered from the \
                 vendor the deposit can't be given back."
            .to_owned(),
    }
}
