//! Taking in what a vendor lends.

use crate::components::{
    Banner, Button, ButtonVariant, DateField, IconName, MoneyField, PageHeader, Panel, SelectField,
    SelectOption, SkeletonShape, TextArea, TextField, Tone, browser::focus_first_invalid,
    use_toasts,
};
use crate::error::UiError;
use crate::loaded::loaded;
use crate::memo::api::receive_memo_in;
use crate::stock::terms_for_stock;
use domain::ids::IdempotencyKey;
use domain::input::FieldErrors;
use domain::memo_in::{LentPiece, MemoInDraft};
use domain::stock::StockTerms;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// What is typed of a piece.
#[derive(Clone, Copy)]
struct PieceForm {
    key: u32,
    serial: RwSignal<String>,
    name: RwSignal<String>,
    vendor_style: RwSignal<String>,
    cost: RwSignal<String>,
    price: RwSignal<String>,
}

impl PieceForm {
    fn new(key: u32) -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            key,
            serial: text(),
            name: text(),
            vendor_style: text(),
            cost: text(),
            price: text(),
        }
    }

    fn typed(self) -> LentPiece {
        LentPiece {
            serial: self.serial.get(),
            name: self.name.get(),
            vendor_style: self.vendor_style.get(),
            cost: self.cost.get(),
            price: self.price.get(),
        }
    }
}

/// The fields of the screen.
#[derive(Clone, Copy)]
struct LentForm {
    terms: StoredValue<StockTerms>,
    vendor: RwSignal<String>,
    reference: RwSignal<String>,
    conditions: RwSignal<String>,
    received_on: RwSignal<String>,
    due: RwSignal<String>,
    location: RwSignal<String>,
    pieces: RwSignal<Vec<PieceForm>>,
    key: StoredValue<IdempotencyKey>,
    tried: RwSignal<bool>,
    refused: RwSignal<Option<UiError>>,
    complaints: RwSignal<FieldErrors>,
    next: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

impl LentForm {
    fn new(terms: StockTerms) -> Self {
        let text = |text: String| RwSignal::new(text);
        let today = terms.today.to_string();
        let form = Self {
            terms: StoredValue::new(terms),
            vendor: text(String::new()),
            reference: text(String::new()),
            conditions: text(String::new()),
            received_on: text(today),
            due: text(String::new()),
            location: text(String::new()),
            pieces: RwSignal::new(Vec::new()),
            key: StoredValue::new(IdempotencyKey::generate()),
            tried: RwSignal::new(false),
            refused: RwSignal::new(None),
            complaints: RwSignal::new(FieldErrors::new()),
            next: StoredValue::new(0),
            owner: StoredValue::new(Owner::new()),
        };
        form.add();
        form
    }

    fn add(self) {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let piece = self.owner.get_value().with(|| PieceForm::new(key));
        self.pieces.update(|pieces| pieces.push(piece));
    }

    fn remove(self, key: u32) {
        self.pieces
            .update(|pieces| pieces.retain(|piece| piece.key != key));
    }

    fn place(self, key: u32) -> usize {
        let of = |pieces: &Vec<PieceForm>| pieces.iter().position(|piece| piece.key == key);
        self.pieces.with(of).unwrap_or_default()
    }

    fn typed(self) -> MemoInDraft {
        MemoInDraft {
            vendor: self.vendor.with(|id| id.parse().ok()),
            reference: self.reference.get(),
            conditions: self.conditions.get(),
            received_on: self.received_on.with(|day| day.parse().ok()),
            due: self.due.with(|day| day.parse().ok()),
            location: self.location.with(|id| id.parse().ok()),
            pieces: self
                .pieces
                .with(|pieces| pieces.iter().map(|piece| piece.typed()).collect()),
        }
    }

    fn look_again(self) {
        let typed = self.typed();
        let wrong = self
            .terms
            .with_value(|terms| typed.checked(terms.currency, terms.today).err());
        self.complaints.set(wrong.unwrap_or_default());
        self.refused.update(|refused| {
            refused.take_if(|refused| matches!(refused, UiError::Invalid(_)));
        });
    }

    fn error(self, pointer: &str) -> Option<String> {
        let ours = self
            .complaints
            .with(|errors| errors.get(pointer).map(str::to_owned));
        ours.or_else(|| {
            self.refused
                .with(|refused| refused.as_ref().and_then(|refused| refused.field(pointer)))
        })
    }

    fn at(self, pointer: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.error(pointer))
    }

    fn refusal(self) -> Option<UiError> {
        let ours = || {
            let complaints = self.complaints.get();
            (!complaints.is_empty()).then_some(UiError::Invalid(complaints))
        };
        self.refused.get().or_else(ours)
    }
}

#[component]
pub(in crate::memo) fn NewMemoIn() -> impl IntoView {
    let terms = Resource::new(|| (), |()| terms_for_stock());
    view! {
        <Title text="Take in on memo" />
        <PageHeader
            title="Take in on memo" kicker="Lent by a vendor"
            back=("/memos/in".to_owned(), "Memos in".to_owned())
        />
        {loaded(terms, SkeletonShape::Lines, |terms| view! { <Form terms=terms /> })}
    }
}

#[component]
fn Form(terms: StockTerms) -> impl IntoView {
    let option = |(id, name): (String, String)| SelectOption::new(id, name);
    let vendors: Vec<_> = terms
        .vendors
        .iter()
        .map(|(id, name)| option((id.to_string(), name.clone())))
        .collect();
    let places: Vec<_> = terms
        .locations
        .iter()
        .map(|(id, name)| option((id.to_string(), name.clone())))
        .collect();
    let today = terms.today.to_string();
    let form = LentForm::new(terms);
    let busy = RwSignal::new(false);
    let submit = submitting(form, busy);
    Effect::new(move |_| {
        if form.tried.get() {
            form.look_again();
        }
    });
    view! {
        <form
            class="split capture"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
        >
            <div class="stack">
                {move || form.refusal().map(|error| view! {
                    <Banner tone=Tone::Danger>{error.to_string()}</Banner>
                })}
                <Panel title="Whose it is">
                    <div class="form-grid">
                        <SelectField
                            label="Vendor" name="/vendor" value=form.vendor options=vendors
                            prompt="Choose the vendor" error=form.at("/vendor")
                        />
                        <TextField
                            label="Number on their paper" name="/reference" value=form.reference
                            autocomplete="off" error=form.at("/reference")
                        />
                        <DateField
                            label="Came on" name="/received_on" value=form.received_on
                            max=Some(today) error=form.at("/received_on")
                        />
                        <DateField label="Due back on" name="/due" value=form.due error=form.at("/due") />
                    </div>
                </Panel>
                <Panel title="Pieces">
                    <For each=move || form.pieces.get() key=|piece| piece.key let:piece>
                        <PieceFields form=form piece=piece />
                    </For>
                    <Button icon=IconName::Plus on_press=move |()| form.add()>
                        "Add another piece"
                    </Button>
                </Panel>
            </div>
            <aside class="stack capture-summary" aria-label="Summary">
                <Panel title="Where it is put" raised=true>
                    <SelectField
                        label="Place" name="/location" value=form.location options=places
                        prompt="Choose a place" error=form.at("/location")
                    />
                    <TextArea
                        label="Their terms" name="/conditions" value=form.conditions rows=3
                        optional=true error=form.at("/conditions")
                    />
                    <p class="quiet">
                        "It stays the vendor’s. They are owed for a piece when it is sold."
                    </p>
                    <Button variant=ButtonVariant::Primary submit=true wide=true busy=busy>
                        "Take in"
                    </Button>
                </Panel>
            </aside>
        </form>
    }
}

#[component]
fn PieceFields(form: LentForm, piece: PieceForm) -> impl IntoView {
    let key = piece.key;
    let at = move |field: &'static str| {
        Signal::derive(move || form.error(&format!("/pieces/{}/{field}", form.place(key))))
    };
    let name = move |field: &str| format!("/pieces/{key}/{field}");
    let number = move || form.place(key) + 1;
    view! {
        <fieldset class="capture-line">
            <legend class="kicker">{move || format!("Piece {}", number())}</legend>
            <Show when=move || form.pieces.with(|pieces| pieces.len() > 1)>
                <div class="capture-line-remove">
                    <Button
                        variant=ButtonVariant::Quiet icon=IconName::Trash icon_only=true
                        on_press=move |()| form.remove(key)
                    >
                        {move || format!("Remove piece {}", number())}
                    </Button>
                </div>
            </Show>
            <div class="form-grid">
                <div data-span="full">
                    <TextField label="What it is" name=name("name") value=piece.name error=at("name") />
                </div>
                <MoneyField
                    label="Owed when sold" name=name("cost") value=piece.cost error=at("cost")
                />
                <MoneyField label="Our price" name=name("price") value=piece.price optional=true error=at("price") />
                <TextField
                    label="Vendor’s number" name=name("vendor_style") value=piece.vendor_style
                    optional=true error=at("vendor_style")
                />
                <TextField
                    label="Serial" name=name("serial") value=piece.serial optional=true
                    hint=Some("Empty takes the next number.".to_owned()) error=at("serial")
                />
            </div>
        </fieldset>
    }
}

/// Checks, sends, and goes to the page; a failure keeps everything that was typed.
fn submitting(form: LentForm, busy: RwSignal<bool>) -> Callback<()> {
    let navigate = use_navigate();
    let toasts = use_toasts();
    Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        form.tried.set(true);
        form.refused.set(None);
        untrack(|| form.look_again());
        if form.complaints.with_untracked(|wrong| !wrong.is_empty()) {
            request_animation_frame(focus_first_invalid);
            return;
        }
        let draft = untrack(|| form.typed());
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match receive_memo_in(draft, form.key.get_value()).await {
                Ok(saved) => {
                    form.key.set_value(IdempotencyKey::generate());
                    toasts.success("It is taken in, and can be sold.");
                    let page = format!("/memos/in/{}", saved.id);
                    navigate(&page, NavigateOptions::default());
                }
                Err(error) => {
                    form.refused.set(Some(error));
                    request_animation_frame(focus_first_invalid);
                }
            }
            busy.set(false);
        });
    })
}
