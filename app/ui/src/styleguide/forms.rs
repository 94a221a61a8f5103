//! Buttons, fields and choices.

use super::{Chapter, Example};
use crate::components::*;
use leptos::prelude::*;

#[component]
pub(super) fn Buttons() -> impl IntoView {
    let busy = RwSignal::new(false);
    view! {
        <Chapter id="buttons" title="Buttons">
            <Example label="Variants">
                <Actions>
                    <Button variant=ButtonVariant::Primary icon=IconName::Plus>
                        "Take order"
                    </Button>
                    <Button icon=IconName::Print>"Print claim check"</Button>
                    <Button variant=ButtonVariant::Quiet>"Not now"</Button>
                    <Button variant=ButtonVariant::Danger>"Cancel the order"</Button>
                    <LinkButton href="/_styleguide" icon=IconName::ArrowRight>
                        "A link"
                    </LinkButton>
                    <Button icon=IconName::Refresh icon_only=true>
                        "Refresh"
                    </Button>
                </Actions>
            </Example>
            <Example label="Busy, and not possible now">
                <Actions>
                    <Button
                        variant=ButtonVariant::Primary
                        busy=busy
                        on_press=move || busy.set(true)
                    >
                        "Press to see it busy"
                    </Button>
                    <Button variant=ButtonVariant::Primary busy=true>
                        "Saving the order"
                    </Button>
                    <Button
                        variant=ButtonVariant::Primary
                        icon=IconName::HandOver
                        disabled_reason="$1,240.00 is still owed"
                    >
                        "Hand over"
                    </Button>
                    <Button disabled=true>"Disabled"</Button>
                </Actions>
            </Example>
        </Chapter>
    }
}

#[component]
pub(super) fn Fields() -> impl IntoView {
    let text = |value: &str| RwSignal::new(value.to_string());
    let metals = vec![
        SelectOption::new("18ky", "18K yellow"),
        SelectOption::new("18kw", "18K white"),
        SelectOption::new("pt950", "Platinum 950"),
    ];
    view! {
        <Chapter id="fields" title="Fields">
            <div class="form-grid">
                <TextField
                    label="Name"
                    name="/guide/name"
                    value=text("Margaret Łukasiewicz")
                    autocomplete="name"
                />
                <TextField
                    label="Telephone"
                    name="/guide/phone"
                    kind=TextKind::Phone
                    value=text("")
                    placeholder="(212) 555-0142"
                    hint="The one that she answers."
                />
                <TextField
                    label="E-mail"
                    name="/guide/email"
                    kind=TextKind::Email
                    value=text("margaret@")
                    error="This is not an e-mail address yet."
                />
                <TextField
                    label="Engraving"
                    name="/guide/engraving"
                    value=text("")
                    optional=true
                    hint="Up to 24 letters."
                />
                <MoneyField label="Deposit" name="/guide/deposit" value=text("620.00") />
                <MoneyField
                    label="Price"
                    name="/guide/price"
                    value=text("12.345")
                    error="Dollars have two decimals."
                />
                <NumberField label="Weight" name="/guide/weight" unit="g" value=text("4.2") />
                <NumberField label="Quantity" name="/guide/quantity" whole=true value=text("1") />
                <DateField
                    label="Promise date"
                    name="/guide/promise"
                    value=text("2026-12-04")
                    min="2026-11-23"
                />
                <SelectField
                    label="Metal"
                    name="/guide/metal"
                    value=text("pt950")
                    options=metals.clone()
                />
                <SelectField
                    label="Metal"
                    name="/guide/metal2"
                    value=text("")
                    prompt="Choose a metal"
                    options=metals
                    error="Choose a metal."
                />
                <TextField
                    label="Order number"
                    name="/guide/number"
                    value=text("SO-10234")
                    read_only=true
                />
                <TextField
                    label="Vendor"
                    name="/guide/vendor"
                    value=text("Set by the style")
                    disabled=true
                />
                <div data-span="full">
                    <TextArea
                        label="Notes for the bench"
                        name="/guide/notes"
                        value=text("")
                        optional=true
                        hint="The customer does not see these."
                    />
                </div>
            </div>
        </Chapter>
    }
}

#[component]
pub(super) fn Choices() -> impl IntoView {
    let pay = RwSignal::new("card".to_string());
    let kind = RwSignal::new("style".to_string());
    let none = RwSignal::new(String::new());
    let payments = vec![
        ChoiceOption::new("cash", "Cash").icon(IconName::Cash),
        ChoiceOption::new("card", "Card").icon(IconName::Card),
        ChoiceOption::new("cheque", "Cheque").icon(IconName::Pen),
    ];
    let kinds = vec![
        ChoiceOption::new("style", "From the catalogue")
            .detail("Size, metal and stone of a style."),
        ChoiceOption::new("free", "In your own words").detail("Anything a vendor can make."),
        ChoiceOption::new("cad", "Designed here").disabled("Needs a designer at this store."),
    ];
    let handed = vec![
        ChoiceOption::new("pickup", "Pick-up"),
        ChoiceOption::new("ship", "Shipped"),
    ];
    view! {
        <Chapter id="choices" title="Choices">
            <Choice label="Paid by" name="/guide/tender" value=pay options=payments />
            <Choice
                label="What is ordered"
                name="/guide/kind"
                value=kind
                options=kinds
                layout=ChoiceLayout::Cards
            />
            <Choice
                label="Hand-over"
                name="/guide/handover"
                value=none
                options=handed
                error="Choose how the piece leaves the house."
            />
            <div>
                <Checkbox
                    label="May be texted about this order"
                    name="/guide/sms"
                    checked=RwSignal::new(true)
                />
                <Checkbox
                    label="Rush"
                    name="/guide/rush"
                    checked=RwSignal::new(false)
                    hint="Stands first on the board."
                />
                <Checkbox
                    label="The customer has seen the estimate"
                    name="/guide/seen"
                    checked=RwSignal::new(false)
                    error="Needed before the order is placed."
                />
                <Checkbox
                    label="Insured in transit"
                    name="/guide/insured"
                    checked=RwSignal::new(false)
                    disabled=true
                />
            </div>
        </Chapter>
    }
}
