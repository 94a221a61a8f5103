//! Facts, tables, boards and histories.

use super::{Chapter, Example};
use crate::components::*;
use leptos::prelude::*;

#[component]
pub(super) fn Facts() -> impl IntoView {
    view! {
        <Chapter id="facts" title="Facts">
            <Example label="Page header">
                <PageHeader
                    title="Emerald halo ring"
                    kicker="Special order SO-10234"
                    back=("/_styleguide".to_string(), "Orders".to_string())
                    meta=|| {
                        view! {
                            <Badge tone=Tone::Accent>"Ordered from vendor"</Badge>
                            <span>"Margaret Łukasiewicz"</span>
                            <span>"Promised " <DateText at="2026-12-04" text="Fri 4 Dec" /></span>
                        }
                    }
                    actions=|| {
                        view! {
                            <Button icon=IconName::Print>"Print"</Button>
                            <Button variant=ButtonVariant::Primary>"Mark as received"</Button>
                        }
                    }
                />
            </Example>
            <div class="split">
                <Panel title="The piece">
                    <DefinitionList>
                        <Definition term="Style">"Aurelia halo, 7 mm"</Definition>
                        <Definition term="Metal">"18K yellow"</Definition>
                        <Definition term="Ring size">"US 6½ · UK M½ · EU 53"</Definition>
                        <Definition term="Engraving">"M & T 12.26"</Definition>
                    </DefinitionList>
                </Panel>
                <Panel
                    title="Money"
                    raised=true
                    actions=|| view! { <Button variant=ButtonVariant::Quiet>"Take payment"</Button> }
                >
                    <DefinitionList ledger=true>
                        <Definition term="Subtotal">
                            <MoneyText amount="$1,708.34" />
                        </Definition>
                        <Definition term="Tax, 8.875 %">
                            <MoneyText amount="$151.66" />
                        </Definition>
                        <Definition term="Paid">
                            <MoneyText amount="−$620.00" />
                        </Definition>
                        <Definition term="Owed" strong=true>
                            <MoneyText amount="$1,240.00" />
                        </Definition>
                    </DefinitionList>
                </Panel>
            </div>
        </Chapter>
    }
}

#[component]
pub(super) fn Tables() -> impl IntoView {
    let tabs = vec![
        Tab::new("/_styleguide#tables", "Open", true).count(18),
        Tab::new("/_styleguide#tables", "Ready", false).count(4),
        Tab::new("/_styleguide#tables", "Closed", false),
    ];
    let columns = vec![
        Column::new("Number"),
        Column::new("Customer"),
        Column::new("Piece"),
        Column::new("State"),
        Column::new("Promised"),
        Column::numeric("Owed"),
    ];
    let orders = [
        (
            "SO-10234",
            "Margaret Łukasiewicz",
            "Emerald halo ring",
            Tone::Accent,
            "Ordered",
            "Fri 4 Dec",
            "$1,240.00",
        ),
        (
            "SO-10231",
            "Marcus Bell",
            "Wedding band, comfort fit, 6 mm",
            Tone::Success,
            "Ready",
            "Mon 23 Nov",
            "$0.00",
        ),
        (
            "SO-10228",
            "Noor Haddad",
            "Pearl studs",
            Tone::Danger,
            "Overdue",
            "Fri 20 Nov",
            "$86.50",
        ),
    ];
    let row = |(number, customer, piece, tone, state, promised, owed)| {
        view! {
            <Row>
                <Cell>
                    <RowLink href="/_styleguide#tables">{number}</RowLink>
                </Cell>
                <Cell label="Customer">{customer}</Cell>
                <Cell label="Piece">{piece}</Cell>
                <Cell label="State">
                    <Badge tone=tone>{state}</Badge>
                </Cell>
                <Cell label="Promised">{promised}</Cell>
                <Cell label="Owed" numeric=true>
                    <MoneyText amount=owed />
                </Cell>
            </Row>
        }
    };
    view! {
        <Chapter id="tables" title="Tables">
            <div>
                <Tabs label="Orders by state" tabs=tabs />
                <DataTable caption="Special orders" columns=columns>
                    {orders.map(row).collect_view()}
                </DataTable>
            </div>
        </Chapter>
    }
}

#[component]
pub(super) fn Board() -> impl IntoView {
    view! {
        <Chapter id="board" title="Board">
            <KanbanBoard label="Special orders by state">
                <KanbanColumn title="To order" count=1>
                    <KanbanCard
                        href="/_styleguide#board"
                        number="SO-10240"
                        title="Priya Raman"
                        text="Sapphire pendant, platinum 950"
                    >
                        <span>"Fri 11 Dec"</span>
                        <Badge tone=Tone::Warning>"Deposit due"</Badge>
                    </KanbanCard>
                </KanbanColumn>
                <KanbanColumn title="Ordered" count=2>
                    <KanbanCard
                        href="/_styleguide#board"
                        number="SO-10228"
                        title="Noor Haddad"
                        text="Pearl studs"
                        tone=Tone::Danger
                    >
                        <Badge tone=Tone::Danger icon=IconName::Clock>
                            "3 days overdue"
                        </Badge>
                    </KanbanCard>
                    <KanbanCard
                        href="/_styleguide#board"
                        number="SO-10234"
                        title="Margaret Łukasiewicz"
                        text="Emerald halo ring, 18K yellow"
                    >
                        <span>"Fri 4 Dec"</span>
                    </KanbanCard>
                </KanbanColumn>
                <KanbanColumn title="Quality check" count=0 empty="Nothing waits for a check">
                    ""
                </KanbanColumn>
                <KanbanColumn title="Ready" count=1>
                    <KanbanCard
                        href="/_styleguide#board"
                        number="SO-10231"
                        title="Marcus Bell"
                        text="Wedding band, comfort fit"
                        tone=Tone::Accent
                    >
                        <Badge tone=Tone::Success icon=IconName::Check>"Paid"</Badge>
                    </KanbanCard>
                </KanbanColumn>
            </KanbanBoard>
        </Chapter>
    }
}

#[component]
pub(super) fn History() -> impl IntoView {
    let steps = vec![
        Step::new("Order placed", StepState::Done).detail("23 Nov"),
        Step::new("With our workshop partner", StepState::Done).detail("24 Nov"),
        Step::new("Being made", StepState::Current).detail("Expected 2 Dec"),
        Step::new("Final check", StepState::Upcoming),
        Step::new("Ready for you", StepState::Upcoming).detail("Promised 4 Dec"),
    ];
    view! {
        <Chapter id="history" title="History">
            <Example label="Stepper, for the customer">
                <Stepper label="Your ring" steps=steps />
            </Example>
            <Example label="Timeline">
                <Timeline>
                    <TimelineItem
                        title="Ordered from Stuller"
                        when="Today, 14:32"
                        at="2026-11-23T14:32:00Z"
                        who="Ana Reyes"
                        tone=Tone::Accent
                        icon=IconName::Truck
                    >
                        "Expected on 2 December. PO-2051."
                    </TimelineItem>
                    <TimelineItem
                        title="Deposit of $620.00 by card"
                        when="Today, 14:20"
                        who="Ana Reyes"
                        tone=Tone::Success
                        icon=IconName::Check
                    />
                    <TimelineItem
                        title="The e-mail was not delivered"
                        when="Today, 14:20"
                        tone=Tone::Danger
                        icon=IconName::Mail
                    >
                        "The address was refused. It is tried again in an hour."
                    </TimelineItem>
                    <TimelineItem title="Order placed" when="Today, 14:19" who="Ana Reyes" />
                </Timeline>
            </Example>
        </Chapter>
    }
}
