//! What the steps of a wholesale order ask for, in the dialogs of its page.

use crate::components::{
    Button, ButtonVariant, DateField, MoneyField, NumberField, SelectField, SelectOption, TextField,
};
use domain::ids::LineId;
use domain::orders::act::Details;
use domain::orders::view::Detail;
use domain::orders::wholesale::steps::{Answer, LineAnswer, LinePieces};
use domain::orders::wholesale::view::PoLineView;
use leptos::prelude::*;

/// A line in a dialog.
#[derive(Clone)]
struct LineForm {
    line: LineId,
    title: String,
    quantity: u32,
    open: u32,
    here: u32,
    /// The answer, empty where nothing new is said.
    answer: RwSignal<String>,
    pieces: RwSignal<String>,
    on: RwSignal<String>,
    price: RwSignal<String>,
    note: RwSignal<String>,
    sent: RwSignal<String>,
}

/// The fields that only a wholesale order's steps have.
#[derive(Clone, Copy)]
pub(crate) struct PoStep {
    lines: StoredValue<Vec<LineForm>>,
}

fn fields(line: &PoLineView) -> LineForm {
    let text = |text: String| RwSignal::new(text);
    let sent = line.here.min(line.open());
    LineForm {
        line: line.line,
        title: match &line.sku {
            Some(sku) => format!("{} · {sku}", line.description),
            None => line.description.clone(),
        },
        quantity: line.quantity,
        open: line.open(),
        here: line.here,
        answer: text(line.answer.unwrap_or(Answer::Accept).code().to_owned()),
        pieces: text(match line.backordered {
            0 => String::new(),
            later => later.to_string(),
        }),
        on: text(
            line.backorder_on
                .map(|on| on.to_string())
                .unwrap_or_default(),
        ),
        price: text(String::new()),
        note: text(line.note.clone().unwrap_or_default()),
        sent: text(if sent > 0 {
            sent.to_string()
        } else {
            String::new()
        }),
    }
}

impl PoStep {
    /// Starts from what is known of the order; of another kind there is nothing.
    pub(crate) fn of(order: &Detail) -> Self {
        let lines = order.po.iter().flat_map(|po| &po.lines);
        let lines = lines.filter(|line| line.quantity > 0);
        Self {
            lines: StoredValue::new(lines.map(fields).collect()),
        }
    }

    /// Puts what is said of the lines into what is sent.
    pub(crate) fn put_answers(self, details: &mut Details) {
        let answer = |line: &LineForm| LineAnswer {
            line: line.line,
            answer: line.answer.get().parse().unwrap_or(Answer::Accept),
            quantity: line.pieces.get(),
            on: line.on.with(|day| day.parse().ok()),
            unit_price: line.price.get(),
            note: line.note.get(),
        };
        details.answers = untrack(|| {
            self.lines
                .with_value(|lines| lines.iter().map(answer).collect())
        });
    }

    /// Puts what goes into the parcel into what is sent.
    pub(crate) fn put_parcel(self, details: &mut Details) {
        let pieces = |line: &LineForm| LinePieces {
            line: line.line,
            quantity: line.sent.get(),
        };
        details.parcel = untrack(|| {
            self.lines.with_value(|lines| {
                let here = lines.iter().filter(|line| line.here > 0);
                here.map(pieces).collect()
            })
        });
    }
}

fn answers() -> Vec<SelectOption> {
    let each = Answer::ALL.iter();
    each.map(|answer| SelectOption::new(answer.code(), answer.label()))
        .collect()
}

/// What the account is told of each line.
#[component]
pub(crate) fn AnswerFields(step: PoStep, error: Callback<String, Option<String>>) -> impl IntoView {
    let nothing = move || error.run("/details/answers".to_owned());
    let one = move |(index, line): (usize, LineForm)| {
        let wrong = move |field: &'static str| {
            Signal::derive(move || error.run(format!("/details/answers/{index}/{field}")))
        };
        let name = move |field: &str| format!("/details/answers/{index}/{field}");
        let answer = line.answer;
        let is = move |known: Answer| answer.with(|code| code == known.code());
        let title = line.title.clone();
        let quantity = line.quantity;
        view! {
            <section class="stack" data-gap="snug" aria-label=title>
                <h3 class="kicker breakable">{format!("{} × {}", line.quantity, line.title)}</h3>
                <div class="form-grid">
                    <SelectField
                        label="Answer" name=name("answer") value=answer options=answers()
                        error=wrong("answer") />
                    <Show when=move || is(Answer::Backorder)>
                        <NumberField
                            label="How many later" name=name("quantity") value=line.pieces whole=true
                            hint=Some(format!("Of {quantity}.")) error=wrong("quantity") />
                        <DateField
                            label="Expected" name=name("on") value=line.on error=wrong("on") />
                    </Show>
                    <Show when=move || is(Answer::Change)>
                        <NumberField
                            label="Pieces instead" name=name("quantity") value=line.pieces whole=true
                            optional=true error=wrong("quantity") />
                        <MoneyField
                            label="Price each instead" name=name("unit_price") value=line.price
                            optional=true error=wrong("unit_price") />
                    </Show>
                    <Show when=move || !is(Answer::Accept)>
                        <TextField
                            label="Note" name=name("note") value=line.note autocomplete="off"
                            error=wrong("note") />
                    </Show>
                </div>
            </section>
        }
    };
    view! {
        <p class="quiet">"The account is told. A line that is rejected leaves the order."</p>
        {move || nothing().map(|wrong| view! { <p class="field-error" role="alert">{wrong}</p> })}
        {step.lines.get_value().into_iter().enumerate().map(one).collect_view()}
    }
}

/// What goes into a parcel, of what is here.
#[component]
pub(crate) fn ParcelFields(step: PoStep, error: Callback<String, Option<String>>) -> impl IntoView {
    let nothing = move || error.run("/details/parcel".to_owned());
    let here = step.lines.with_value(|lines| {
        let here = lines.iter().filter(|line| line.here > 0);
        here.cloned().collect::<Vec<_>>()
    });
    let all = here.clone();
    let none = Callback::new(move |()| {
        for line in &all {
            line.sent.set(String::new());
        }
    });
    let several = here.len() > 1;
    let one = move |(index, line): (usize, LineForm)| {
        let at = format!("/details/parcel/{index}/quantity");
        let pointer = at.clone();
        view! {
            <NumberField
                label=line.title name=at value=line.sent whole=true optional=true
                hint=Some(format!("{} here, {} still to be shipped.", line.here, line.open))
                error=Signal::derive(move || error.run(pointer.clone())) />
        }
    };
    view! {
        <p class="quiet">
            "What goes into this parcel is invoiced as it leaves. What is left can follow."
        </p>
        {move || nothing().map(|wrong| view! { <p class="field-error" role="alert">{wrong}</p> })}
        <div class="form-grid">
            {here.into_iter().enumerate().map(one).collect_view()}
        </div>
        {several.then(|| view! {
            <div>
                <Button variant=ButtonVariant::Quiet on_press=none>"Empty all"</Button>
            </div>
        })}
    }
}
