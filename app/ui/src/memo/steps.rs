//! What the steps of a memo ask for, as it is typed.

use super::words::named;
use crate::components::{
    Banner, Checkbox, Choice, ChoiceOption, MoneyField, SelectField, TextField, Tone,
};
use crate::stock::place_options;
use domain::ids::{LineId, LocationId};
use domain::orders::memo::steps::SoldPiece;
use domain::orders::memo::view::{Bearer, MemoLineView};
use domain::orders::view::Detail;
use leptos::prelude::*;

/// The ways in which a reversed sale's pieces go.
const ON_MEMO: &str = "memo";
const INTO_STOCK: &str = "stock";

/// What is typed for a step of a memo, or for the reversal of its sale.
#[derive(Clone, Copy)]
pub(crate) struct MemoStep {
    out: StoredValue<Vec<OutFields>>,
    bearer: Option<Bearer>,
    /// Whether what was sold was lost, so that it can't be with the customer.
    lost: bool,
    way: RwSignal<String>,
    place: RwSignal<String>,
}

/// What is typed of a piece that is out.
#[derive(Clone)]
struct OutFields {
    line: LineId,
    words: String,
    value: String,
    ticked: RwSignal<bool>,
    price: RwSignal<String>,
    reason: RwSignal<String>,
}

impl OutFields {
    fn of(line: &MemoLineView, ticked: bool) -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            line: line.line,
            words: named(line),
            value: line.value.to_string(),
            ticked: RwSignal::new(ticked),
            price: text(),
            reason: text(),
        }
    }
}

impl MemoStep {
    /// Starts from what is out. A single piece needs no choosing.
    pub(crate) fn of(order: &Detail) -> Self {
        let memo = order.memo.as_deref();
        let single = memo.is_some_and(|memo| memo.out().count() == 1);
        let out = memo.map(|memo| memo.out().map(|line| OutFields::of(line, single)).collect());
        let lost = order.from_memo.as_ref().is_some_and(|from| from.lost);
        Self {
            out: StoredValue::new(out.unwrap_or_default()),
            bearer: memo.map(|memo| memo.bearer),
            lost,
            way: RwSignal::new(if lost { INTO_STOCK } else { ON_MEMO }.to_owned()),
            place: RwSignal::new(String::new()),
        }
    }

    fn ticked(self) -> Vec<OutFields> {
        let all = self.out.get_value().into_iter();
        all.filter(|piece| piece.ticked.get_untracked()).collect()
    }

    /// The pieces that were ticked.
    pub(crate) fn chosen(self) -> Vec<LineId> {
        self.ticked().into_iter().map(|piece| piece.line).collect()
    }

    /// The same, each with its price.
    pub(crate) fn sold(self) -> Vec<SoldPiece> {
        let sold = |piece: OutFields| SoldPiece {
            line: piece.line,
            price: piece.price.get_untracked(),
            reason: piece.reason.get_untracked(),
        };
        self.ticked().into_iter().map(sold).collect()
    }

    /// Where a reversed sale's pieces are put; nowhere, where they are out again.
    pub(crate) fn back_to(self) -> Option<LocationId> {
        let stock = self.way.with_untracked(|way| way == INTO_STOCK);
        stock
            .then(|| self.place.with_untracked(|id| id.parse().ok()))
            .flatten()
    }

    /// What a loss means.
    pub(crate) fn bears(self) -> Option<impl IntoView> {
        let text = match self.bearer? {
            Bearer::Customer => "The customer bears it: they are charged the value, and the tax.",
            Bearer::House => "The shop bears it: the piece is written off.",
        };
        Some(view! { <Banner tone=Tone::Info>{text}</Banner> })
    }

    /// Where a piece stands among those that are sent, for the pointer of its error.
    fn pointer(self, line: LineId, field: &str) -> String {
        let all = self.out.get_value().into_iter();
        let mut ticked = all.filter(|piece| piece.ticked.get());
        let index = ticked.position(|piece| piece.line == line);
        format!("/details/sold/{}/{field}", index.unwrap_or_default())
    }
}

/// The pieces that are kept, each at its value or at another price.
#[component]
pub(crate) fn SellFields(step: MemoStep, error: Callback<String, Option<String>>) -> impl IntoView {
    let fields = move |piece: OutFields| {
        let (line, ticked, reason) = (piece.line, piece.ticked, piece.reason);
        let price = piece.price;
        let at =
            move |field: &'static str| Signal::derive(move || error.run(step.pointer(line, field)));
        let other = move || price.with(|price| !price.trim().is_empty());
        view! {
            <div class="memo-choice">
                <Checkbox
                    label=piece.words name=format!("/details/sold/{line}") checked=ticked
                    hint=Some(format!("Worth {} on the memo.", piece.value))
                    error=at("line")
                />
                <Show when=move || ticked.get()>
                    <div class="form-grid">
                        <MoneyField
                            label="Sold for, without tax" name=format!("/details/sold/{line}/price")
                            value=price hint=Some("Empty takes the value on the memo.".to_owned())
                            error=at("price")
                        />
                        <Show when=other>
                            <TextField
                                label="Why another price?" name=format!("/details/sold/{line}/reason")
                                value=reason error=at("reason") autocomplete="off"
                            />
                        </Show>
                    </div>
                </Show>
            </div>
        }
    };
    view! {
        <fieldset class="stack" data-gap="snug">
            <legend>"What the customer keeps"</legend>
            {step.out.get_value().into_iter().map(fields).collect_view()}
        </fieldset>
        {wrong(error, "/details/sold")}
    }
}

/// The pieces that a step is about.
#[component]
pub(crate) fn ChosenFields(
    step: MemoStep,
    legend: &'static str,
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let boxes = step.out.get_value().into_iter().map(|piece| {
        let name = format!("/details/pieces/{}", piece.line);
        view! { <Checkbox label=piece.words name=name checked=piece.ticked /> }
    });
    view! {
        <fieldset class="stack" data-gap="tight">
            <legend>{legend}</legend>
            {boxes.collect_view()}
        </fieldset>
        {wrong(error, "/details/pieces")}
    }
}

/// Where the pieces of a reversed sale go.
#[component]
pub(crate) fn ReversalFields(
    step: MemoStep,
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let options = vec![
        ChoiceOption::new(ON_MEMO, "Out on memo again"),
        ChoiceOption::new(INTO_STOCK, "Into stock"),
    ];
    let way = step.way;
    let wrong_place = Signal::derive(move || error.run("/details/back_to".to_owned()));
    view! {
        <p class="quiet">
            "The sale and its tax are taken out of the books. What was paid goes back the way it came."
        </p>
        {(!step.lost).then(|| view! {
            <Choice label="Where do its pieces go?" name="/details/way" value=way options=options />
        })}
        <Show when=move || way.with(|way| way == INTO_STOCK)>
            <SelectField
                label="Where it is put" name="/details/back_to" value=step.place
                options=place_options() prompt="Choose a place" error=wrong_place
            />
        </Show>
    }
}

/// A complaint about all of them.
fn wrong(error: Callback<String, Option<String>>, pointer: &'static str) -> impl IntoView {
    move || {
        let wrong = error.run(pointer.to_owned())?;
        Some(view! { <p class="field-error" role="alert">{wrong}</p> })
    }
}
