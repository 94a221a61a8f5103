//! What a step asks for, as it is typed.

use super::take_back::{BackFields, BackForm};
use crate::components::{
    Choice, ChoiceOption, DateField, MoneyField, SelectField, SelectOption, SignaturePad, TextArea,
    TextField,
};
use crate::orders::{AddressFields, AddressForm};
use crate::purchasing::{kinds, named, propose_eta};
use crate::repair::{ApprovalFields, FindingsOfAll, RepairStep, WorkOfAll};
use crate::wholesale::{AnswerFields, ParcelFields, PoStep};
use chrono::NaiveDate;
use domain::bench::WipFate;
use domain::catalogue::VendorChoice;
use domain::ids::LineId;
use domain::orders::act::{Details, LineCost, LineVendor, Signature};
use domain::orders::view::{Detail, PurchaseView};
use domain::orders::{Action, Delivery, Kind};
use domain::purchasing::PurchaseKind;
use leptos::prelude::*;

/// What a step needs to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// Nothing: it is done at a tap.
    Nothing,
    Reason(&'static str),
    /// Why, and what becomes of work at the bench.
    Cancellation,
    Purchase,
    DropShip,
    VendorShipment,
    VendorDate {
        late: bool,
    },
    Receipt,
    PickUp,
    Shipment,
    /// What each piece was found to be.
    Findings,
    /// What is done to each piece, and its price.
    Work,
    /// Who agrees to the price.
    Approval,
    /// What is waited for, and until when.
    Parts,
    /// Who does the work elsewhere.
    Vendor,
    /// What they ask for it.
    VendorsBill,
    TakeBack,
    /// What the account is told of each line.
    Answers,
    /// What goes into a parcel, and with whom it travels.
    Parcel,
    /// With whom the vendor sent it.
    VendorsParcel,
}

/// What an action asks for.
pub(super) const fn ask(kind: Kind, action: Action) -> Ask {
    let repair = matches!(kind, Kind::Repair);
    let po = matches!(kind, Kind::Wholesale);
    match action {
        Action::Hold => Ask::Reason("Why is it put on hold?"),
        Action::Cancel => Ask::Cancellation,
        Action::FailCheck => Ask::Reason("What is wrong with it?"),
        Action::PlaceWithVendor => Ask::Purchase,
        Action::PlaceDropShip => Ask::DropShip,
        Action::VendorShips if po => Ask::VendorsParcel,
        Action::Ship if po => Ask::Parcel,
        Action::Acknowledge => Ask::Answers,
        Action::ReleaseCredit => Ask::Reason("Why is it released?"),
        Action::CloseShort => Ask::Reason("Why is the rest not delivered?"),
        Action::VendorShips => Ask::VendorShipment,
        Action::VendorConfirms => Ask::VendorDate { late: false },
        Action::ReportDelay => Ask::VendorDate { late: true },
        Action::Receive => Ask::Receipt,
        Action::PickUp | Action::HandBack => Ask::PickUp,
        Action::Ship => Ask::Shipment,
        Action::AcceptQuote if repair => Ask::Approval,
        Action::Assess => Ask::Findings,
        Action::SendQuote => Ask::Work,
        Action::Decline => Ask::Reason("Why is the work not wanted?"),
        Action::WaitForParts => Ask::Parts,
        Action::SendToVendor => Ask::Vendor,
        Action::BackFromVendor => Ask::VendorsBill,
        Action::TakeBack => Ask::TakeBack,
        Action::Resume
        | Action::AcceptQuote
        | Action::DepositMet
        | Action::TakeFromStock
        | Action::MakeAtBench
        | Action::BenchStopped
        | Action::BenchFinished
        | Action::Release
        | Action::StartCheck
        | Action::SendToFinishing
        | Action::PassCheck
        | Action::Finish
        | Action::ConfirmDelivery
        | Action::Settle
        | Action::StartWork
        | Action::PartsArrived
        | Action::FinishAtOnce
        | Action::SendNotice
        | Action::Clear
        | Action::CameBack
        | Action::Refund
        | Action::CreditFreed
        | Action::Allocate
        | Action::Pack
        | Action::Unpack
        | Action::AllShipped => Ask::Nothing,
    }
}

/// The fields of all steps; a step shows and sends those that it needs.
#[derive(Clone, Copy)]
pub(super) struct StepForm {
    vendor: RwSignal<String>,
    purchase: RwSignal<String>,
    reference: RwSignal<String>,
    /// Of several orders to vendors, the one whose date it is.
    purchase_order: RwSignal<String>,
    under_way: StoredValue<Vec<SelectOption>>,
    eta: RwSignal<String>,
    /// What a vendor supplies.
    lines: StoredValue<Vec<LineFields>>,
    reason: RwSignal<String>,
    received_by: RwSignal<String>,
    signature: RwSignal<Option<Signature>>,
    carrier: RwSignal<String>,
    address: AddressForm,
    /// What becomes of work at the bench.
    work: RwSignal<String>,
    /// Whether there is any.
    at_bench: bool,
    repair: RepairStep,
    back: BackForm,
    po: PoStep,
}

/// What is typed of one line.
#[derive(Clone)]
struct LineFields {
    line: LineId,
    description: String,
    cost: RwSignal<String>,
    /// Its vendor, where that is not the first one's.
    vendor: RwSignal<String>,
}

impl StepForm {
    /// Starts from what is known of the order.
    pub(super) fn of(order: &Detail) -> Self {
        let text = |text: String| RwSignal::new(text);
        // What a vendor asks for work on a customer's own piece nobody expected.
        let own = order.repair.is_some();
        let supplied = order.lines.iter();
        let wants = |line: LineId| {
            let lines = order.po.iter().flat_map(|po| &po.lines);
            lines
                .into_iter()
                .any(|known| known.line == line && known.uncovered > 0)
        };
        let supplied = supplied.filter(|line| match order.po {
            Some(_) => wants(line.id),
            None => line.piece.is_none() && (own || line.job.is_none()),
        });
        let vendor = supplied.clone().find_map(|line| line.vendor);
        let lines = supplied.map(|line| LineFields {
            line: line.id,
            description: line.description.clone(),
            cost: text(
                line.unit_cost
                    .filter(|_| !own)
                    .map(domain::money::Money::plain)
                    .unwrap_or_default(),
            ),
            vendor: text(
                line.vendor
                    .filter(|own| Some(*own) != vendor)
                    .map(|own| own.to_string())
                    .unwrap_or_default(),
            ),
        });
        let waits = order.purchases.last().filter(|purchase| !purchase.received);
        let eta = waits.and_then(|purchase| purchase.eta);
        Self {
            vendor: text(vendor.map(|id| id.to_string()).unwrap_or_default()),
            purchase: text(PurchaseKind::SpecialOrder.code().to_owned()),
            reference: text(String::new()),
            purchase_order: text(String::new()),
            under_way: StoredValue::new(under_way(order)),
            eta: text(eta.map(|eta| eta.to_string()).unwrap_or_default()),
            lines: StoredValue::new(lines.collect()),
            reason: text(String::new()),
            received_by: text(order.customer.name.clone()),
            signature: RwSignal::new(None),
            carrier: text(String::new()),
            address: AddressForm::new(order.ship_to.clone().unwrap_or_default()),
            work: text(WipFate::Return.code().to_owned()),
            back: BackForm::of(order),
            at_bench: order.lines.iter().any(|line| {
                let job = line.job.as_ref();
                job.is_some_and(|job| job.state.is_open())
            }),
            repair: RepairStep::of(order),
            po: PoStep::of(order),
        }
    }

    /// What stands in the fields that an action asks for.
    pub(super) fn details(&self, ask: Ask) -> Details {
        let mut details = Details::default();
        match ask {
            Ask::Nothing => {}
            Ask::Reason(_) => details.reason = self.reason.get_untracked(),
            Ask::Cancellation => {
                details.reason = self.reason.get_untracked();
                details.work = self.work.with_untracked(|code| code.parse().ok());
            }
            Ask::Purchase => {
                details.vendor = self.vendor.with_untracked(|id| id.parse().ok());
                details.line_vendors = self.line_vendors();
                details.purchase = self.purchase.with_untracked(|kind| kind.parse().ok());
                details.reference = self.reference.get_untracked();
                details.eta = self.eta.with_untracked(|day| day.parse().ok());
                details.costs = self.typed_costs();
            }
            Ask::DropShip => {
                details.vendor = self.vendor.with_untracked(|id| id.parse().ok());
                details.reference = self.reference.get_untracked();
                details.eta = self.eta.with_untracked(|day| day.parse().ok());
                details.costs = self.typed_costs();
                details.ship_to = Some(untrack(|| self.address.typed()));
            }
            Ask::VendorShipment => {
                details.carrier = self.carrier.get_untracked();
                details.reference = self.reference.get_untracked();
                details.costs = self.typed_costs();
            }
            Ask::VendorDate { .. } => {
                let purchase = self.purchase_order;
                details.purchase_order = purchase.with_untracked(|id| id.parse().ok());
                details.eta = self.eta.with_untracked(|day| day.parse().ok());
                details.reason = self.reason.get_untracked();
            }
            Ask::Receipt | Ask::VendorsBill => details.costs = self.typed_costs(),
            Ask::Findings => self.repair.put_findings(&mut details),
            Ask::Work => {
                self.repair.put_tasks(&mut details);
                details.reason = self.reason.get_untracked();
            }
            Ask::Approval => {
                self.repair.put_approval(&mut details);
                details.received_by = self.received_by.get_untracked();
                details.signature = self.signature.get_untracked();
            }
            Ask::Parts => {
                details.eta = self.eta.with_untracked(|day| day.parse().ok());
                details.reason = self.reason.get_untracked();
            }
            Ask::Vendor => {
                details.vendor = self.vendor.with_untracked(|id| id.parse().ok());
                details.reference = self.reference.get_untracked();
                details.eta = self.eta.with_untracked(|day| day.parse().ok());
            }
            Ask::PickUp => {
                details.received_by = self.received_by.get_untracked();
                details.signature = self.signature.get_untracked();
            }
            Ask::Shipment => {
                details.carrier = self.carrier.get_untracked();
                details.reference = self.reference.get_untracked();
                details.ship_to = Some(untrack(|| self.address.typed()));
            }
            Ask::Answers => self.po.put_answers(&mut details),
            Ask::Parcel => {
                self.po.put_parcel(&mut details);
                details.carrier = self.carrier.get_untracked();
                details.reference = self.reference.get_untracked();
            }
            Ask::VendorsParcel => {
                details.carrier = self.carrier.get_untracked();
                details.reference = self.reference.get_untracked();
            }
            Ask::TakeBack => {
                details.back = self.back.back();
                details.back_to = self.back.to();
            }
        }
        details
    }

    /// The costs that were typed. Who may not see cost leaves them empty, and the expected stands.
    fn typed_costs(&self) -> Vec<LineCost> {
        let typed = |fields: &LineFields| {
            let unit_cost = fields.cost.get_untracked();
            (!unit_cost.trim().is_empty()).then_some(LineCost {
                line: fields.line,
                unit_cost,
            })
        };
        self.lines
            .with_value(|lines| lines.iter().filter_map(typed).collect())
    }

    /// The pieces that another vendor supplies than the first one.
    fn line_vendors(&self) -> Vec<LineVendor> {
        let own = |fields: &LineFields| {
            let vendor = fields.vendor.with_untracked(|id| id.parse().ok())?;
            Some(LineVendor {
                line: fields.line,
                vendor,
            })
        };
        self.lines
            .with_value(|lines| lines.iter().filter_map(own).collect())
    }

    /// The index in the request of the cost of a line, for its error.
    fn cost_pointer(&self, line: LineId) -> String {
        let sent = self.typed_costs();
        let index = sent.iter().position(|cost| cost.line == line);
        index.map_or_else(
            || "/details/costs".to_owned(),
            |index| format!("/details/costs/{index}/unit_cost"),
        )
    }
}

/// The fields that an action asks for.
#[component]
pub(super) fn StepFields(
    form: StepForm,
    ask: Ask,
    #[prop(into)] vendors: Signal<Vec<VendorChoice>>,
    today: NaiveDate,
    delivery: Delivery,
    /// The complaint about a field, by its pointer.
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let wrong = move |pointer: &'static str| Signal::derive(move || error.run(pointer.to_owned()));
    let costs = move || {
        let lines = form.lines.get_value();
        lines
            .into_iter()
            .map(|fields| cost(form, fields, error))
            .collect_view()
    };
    let eta = {
        move |label: &'static str, optional| {
            view! {
                <DateField
                    label=label name="/details/eta" value=form.eta min=Some(today.to_string())
                    optional=optional error=wrong("/details/eta") />
            }
        }
    };
    match ask {
        Ask::Nothing => ().into_any(),
        Ask::Reason(label) => view! {
            <TextArea label=label name="/details/reason" value=form.reason rows=2 error=wrong("/details/reason") />
        }
        .into_any(),
        Ask::Cancellation => view! {
            <div class="stack" data-gap="snug">
                <TextArea
                    label="Why is it cancelled?" name="/details/reason" value=form.reason rows=2
                    error=wrong("/details/reason") />
                {form.at_bench.then(|| view! {
                    <Choice
                        label="What becomes of the work at the bench" name="/details/work"
                        value=form.work options=fates() />
                })}
            </div>
        }
        .into_any(),
        Ask::Purchase => {
            propose_eta(form.vendor, form.eta, vendors, today);
            view! {
            <div class="form-grid">
                <div data-span="full">
                    <Choice
                        label="What do they make?" name="/details/purchase" value=form.purchase
                        options=kinds(&PurchaseKind::FOR_ORDERS) error=wrong("/details/purchase") />
                </div>
                <SelectField
                    label="Vendor" name="/details/vendor" value=form.vendor
                    options=Signal::derive(move || named(&vendors.get()))
                    prompt="Choose the vendor" error=wrong("/details/vendor") />
                <TextField
                    label="Vendor's order number" name="/details/reference" value=form.reference
                    optional=true autocomplete="off" error=wrong("/details/reference") />
                {eta("Expected in the store", true)}
                {costs}
                {other_vendors(form, vendors)}
            </div>
            }
            .into_any()
        }
        Ask::DropShip => {
            propose_eta(form.vendor, form.eta, vendors, today);
            view! {
                <div class="stack" data-gap="snug">
                    <p class="quiet">
                        "The vendor sends it to the customer, in our name. It is told to ship when all is paid."
                    </p>
                    <div class="form-grid">
                        <SelectField
                            label="Vendor" name="/details/vendor" value=form.vendor
                            options=Signal::derive(move || named(&vendors.get()))
                            prompt="Choose the vendor" error=wrong("/details/vendor") />
                        <TextField
                            label="Vendor's order number" name="/details/reference" value=form.reference
                            optional=true autocomplete="off" error=wrong("/details/reference") />
                        {eta("Expected at the customer's", true)}
                        {costs}
                    </div>
                    <AddressFields form=form.address pointer="/details/ship_to" error=error />
                </div>
            }
            .into_any()
        }
        Ask::VendorShipment => view! {
            <div class="stack" data-gap="snug">
                <p class="quiet">"What the vendor says of the parcel. The customer is told, and what it costs is owed."</p>
                <div class="form-grid">
                    <TextField
                        label="Carrier" name="/details/carrier" value=form.carrier
                        placeholder="UPS, FedEx …" autocomplete="off" error=wrong("/details/carrier") />
                    <TextField
                        label="Tracking number" name="/details/reference" value=form.reference
                        autocomplete="off" error=wrong("/details/reference") />
                    {costs}
                </div>
            </div>
        }
        .into_any(),
        Ask::VendorDate { late } => view! {
            <div class="stack" data-gap="snug">
                {whose_date(form, wrong("/details/purchase_order"))}
                {eta(if late { "New date from the vendor" } else { "The vendor's date" }, false)}
                <TextArea
                    label=if late { "Why is it late?" } else { "Note" } name="/details/reason"
                    value=form.reason rows=2 optional=!late error=wrong("/details/reason") />
            </div>
        }
        .into_any(),
        Ask::Receipt => view! {
            <div class="stack" data-gap="snug">
                <p class="quiet">"Compare each piece with the order, and its cost with the vendor's bill."</p>
                <div class="form-grid">{costs}</div>
            </div>
        }
        .into_any(),
        Ask::Findings => view! { <FindingsOfAll step=form.repair error=error /> }.into_any(),
        Ask::Work => view! {
            <div class="stack">
                <WorkOfAll step=form.repair error=error />
                <TextArea
                    label="Note for the history" name="/details/reason" value=form.reason rows=2
                    optional=true error=wrong("/details/reason") />
            </div>
        }
        .into_any(),
        Ask::Approval => view! {
            <ApprovalFields
                step=form.repair name=form.received_by signature=form.signature error=error />
        }
        .into_any(),
        Ask::Parts => view! {
            <div class="stack" data-gap="snug">
                <TextArea
                    label="What is waited for?" name="/details/reason" value=form.reason rows=2
                    error=wrong("/details/reason") />
                {eta("Ready by then", true)}
            </div>
        }
        .into_any(),
        Ask::Vendor => view! {
            <div class="form-grid">
                <SelectField
                    label="Vendor" name="/details/vendor" value=form.vendor
                    options=Signal::derive(move || named(&vendors.get()))
                    prompt="Choose the vendor" error=wrong("/details/vendor") />
                {eta("Back by", true)}
                <TextField
                    label="Vendor's order number" name="/details/reference" value=form.reference
                    optional=true autocomplete="off" error=wrong("/details/reference") />
            </div>
        }
        .into_any(),
        Ask::VendorsBill => view! {
            <div class="stack" data-gap="snug">
                <p class="quiet">"What the vendor asks for the work on each piece. It is owed from now on."</p>
                <div class="form-grid">{costs}</div>
            </div>
        }
        .into_any(),
        Ask::PickUp => view! {
            <div class="stack" data-gap="snug">
                <TextField
                    label="Who takes the piece" name="/details/received_by" value=form.received_by
                    autocomplete="off" error=wrong("/details/received_by") />
                <SignaturePad
                    label="Signature" name="/details/signature" value=form.signature
                    hint=Some("Received in good order.".to_owned()) error=wrong("/details/signature") />
            </div>
        }
        .into_any(),
        Ask::Answers => view! { <AnswerFields step=form.po error=error /> }.into_any(),
        Ask::Parcel => view! {
            <div class="stack" data-gap="snug">
                <ParcelFields step=form.po error=error />
                {way(form, error)}
            </div>
        }
        .into_any(),
        Ask::VendorsParcel => view! {
            <div class="stack" data-gap="snug">
                <p class="quiet">
                    "All that vendors were to send to the account is invoiced, and owed to them."
                </p>
                {way(form, error)}
            </div>
        }
        .into_any(),
        Ask::TakeBack => view! { <BackFields form=form.back error=error /> }.into_any(),
        Ask::Shipment => view! {
            <div class="stack" data-gap="snug">
                <div class="form-grid">
                    <TextField
                        label="Carrier" name="/details/carrier" value=form.carrier
                        placeholder="UPS, FedEx …" autocomplete="off" error=wrong("/details/carrier") />
                    <TextField
                        label="Tracking number" name="/details/reference" value=form.reference
                        autocomplete="off" error=wrong("/details/reference") />
                </div>
                {(delivery == Delivery::PickUp)
                    .then(|| view! { <p class="quiet">"This order was to be picked up. Enter where it goes instead."</p> })}
                <AddressFields form=form.address pointer="/details/ship_to" error=error />
            </div>
        }
        .into_any(),
    }
}

/// With whom a parcel travels.
fn way(form: StepForm, error: Callback<String, Option<String>>) -> impl IntoView {
    let wrong = move |pointer: &'static str| Signal::derive(move || error.run(pointer.to_owned()));
    view! {
        <div class="form-grid">
            <TextField
                label="Carrier" name="/details/carrier" value=form.carrier
                placeholder="UPS, FedEx …" autocomplete="off" error=wrong("/details/carrier") />
            <TextField
                label="Tracking number" name="/details/reference" value=form.reference
                autocomplete="off" error=wrong("/details/reference") />
        </div>
    }
}

fn fates() -> Vec<ChoiceOption> {
    let each = WipFate::ALL.iter();
    each.map(|fate| ChoiceOption::new(fate.code(), fate.label()))
        .collect()
}

/// The orders to vendors of which something is still to come.
fn under_way(order: &Detail) -> Vec<SelectOption> {
    let waits = |purchase: &&PurchaseView| {
        let covers = order.lines.iter().filter_map(|line| line.cover.as_ref());
        let mut awaited = covers.filter(|cover| !cover.here);
        awaited.any(|cover| cover.source == purchase.id.uuid())
    };
    let named = order.purchases.iter().filter(waits).map(|purchase| {
        let words = format!("{} · {}", purchase.vendor_name, purchase.number);
        SelectOption::new(purchase.id.to_string(), words)
    });
    named.collect()
}

/// Of several vendors each has a date of their own.
fn whose_date(form: StepForm, wrong: Signal<Option<String>>) -> impl IntoView {
    let orders = form.under_way.get_value();
    (orders.len() > 1).then(|| {
        view! {
            <SelectField
                label="Whose date is it?" name="/details/purchase_order" value=form.purchase_order
                options=orders prompt="All of them" error=wrong />
        }
    })
}

/// Of several pieces each may come from a vendor of its own.
fn other_vendors(form: StepForm, vendors: Signal<Vec<VendorChoice>>) -> impl IntoView {
    let lines = form.lines.get_value();
    let several = lines.len() > 1;
    let each = lines.into_iter().filter(|_| several).map(|fields| {
        view! {
            <SelectField
                label=format!("Vendor of {}", fields.description)
                name=format!("/details/line_vendors/{}", fields.line)
                value=fields.vendor
                options=Signal::derive(move || named(&vendors.get()))
                prompt="The same" optional=true />
        }
    });
    each.collect_view()
}

fn cost(
    form: StepForm,
    fields: LineFields,
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let line = fields.line;
    view! {
        <MoneyField
            label=format!("Cost of one: {}", fields.description)
            name=format!("/details/costs/{line}")
            value=fields.cost
            hint=Some("Empty keeps what was expected.".to_owned())
            error=Signal::derive(move || error.run(form.cost_pointer(line)))
        />
    }
}
