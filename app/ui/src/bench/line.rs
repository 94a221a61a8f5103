//! Planning the work that makes the piece of an order's line.

use super::new::JobForm;
use crate::components::{Button, ButtonVariant, Dialog, IconName};
use crate::people::use_session;
use domain::bench::{LineStand, line_refusal};
use domain::ids::OrderId;
use domain::orders::lifecycle::Position;
use domain::orders::view::LineView;
use domain::staff::Permission;
use leptos::prelude::*;

/// The way to have this line's piece made, where nothing covers it yet.
#[component]
pub(crate) fn LineBench(
    order: OrderId,
    number: String,
    position: Position,
    line: LineView,
    /// Called when work was planned.
    on_change: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let stand = LineStand {
        quantity: line.quantity,
        promised: line.piece.is_some(),
        bought: line.cover.is_some(),
        job: line.job.as_ref().map(|job| job.state),
    };
    let may = untrack(|| session.may(Permission::WorkOrders));
    if !may || line_refusal(&number, position, stand).is_some() {
        return ().into_any();
    }
    let open = RwSignal::new(false);
    let about = (order, line.id);
    view! {
        <div class="line-stock">
            <Button variant=ButtonVariant::Quiet icon=IconName::Ring on_press=move |()| open.set(true)>
                "Make at the bench"
            </Button>
        </div>
        <Dialog open=open title="Make it at the bench">
            <JobForm open=open line=Some(about) on_change=on_change />
        </Dialog>
    }
    .into_any()
}
