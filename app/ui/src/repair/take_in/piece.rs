//! One piece of a take-in: the camera first, then taps, then words.

use super::form::RepairForm;
use crate::components::{
    Button, ButtonVariant, Chips, IconName, MoneyField, SelectField, SelectOption, TextArea,
    TextField,
};
use crate::photos::PhotoDrop;
use crate::repair::findings::{FindingsFields, FindingsForm};
use crate::repair::tasks::{TaskFields, TaskList};
use domain::catalogue::thumbnail;
use domain::orders::repair::book::PriceBook;
use domain::orders::repair::findings::{Condition, Findings, Item, NewFindings};
use domain::orders::repair::take_in::NewPiece;
use leptos::prelude::*;

/// The fields of a piece.
#[derive(Clone, Copy)]
pub(super) struct PieceForm {
    pub key: u32,
    pub value: RwSignal<String>,
    item: RwSignal<String>,
    word: RwSignal<String>,
    said: RwSignal<String>,
    note: RwSignal<String>,
    findings: FindingsForm,
    condition: RwSignal<Vec<String>>,
    tasks: TaskList,
    photos: RwSignal<Vec<String>>,
}

impl PieceForm {
    pub(super) fn new(key: u32) -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            key,
            value: text(),
            item: RwSignal::new(Item::Ring.code().to_owned()),
            word: text(),
            said: text(),
            note: text(),
            findings: FindingsForm::of(&Findings::default()),
            condition: RwSignal::new(Vec::new()),
            tasks: TaskList::of(&[]),
            photos: RwSignal::new(Vec::new()),
        }
    }

    /// What stands in the fields.
    pub(super) fn typed(self) -> NewPiece {
        let condition = self.condition.with(|codes| {
            let known = codes
                .iter()
                .filter_map(|code| code.parse::<Condition>().ok());
            known.collect()
        });
        NewPiece {
            item: self.item.with(|code| code.parse().unwrap_or(Item::Other)),
            word: self.word.get(),
            said: self.said.get(),
            findings: self.findings.typed(),
            condition,
            note: self.note.get(),
            declared_value: self.value.get(),
            tasks: self.tasks.typed(),
            photos: self.photos.get(),
        }
    }

    /// Only what its price follows from. The rest may be half typed without moving the total.
    pub(super) fn priced(self) -> NewPiece {
        NewPiece {
            findings: NewFindings::default(),
            declared_value: String::new(),
            ..self.typed()
        }
    }
}

#[component]
pub(super) fn PieceFields(form: RepairForm, piece: PieceForm) -> impl IntoView {
    let key = piece.key;
    let pointer = Signal::derive(move || format!("/pieces/{}", form.place(key)));
    let error = Callback::new(move |pointer: String| form.error(&pointer));
    let at = move |field: &'static str| {
        Signal::derive(move || form.error(&format!("{}/{field}", pointer.get())))
    };
    let name = move |field: &str| format!("/pieces/{key}/{field}");
    let items: Vec<_> = Item::ALL
        .iter()
        .map(|item| SelectOption::new(item.code(), item.label()))
        .collect();
    let phrases = Condition::ALL
        .iter()
        .map(|phrase| (phrase.code().to_owned(), phrase.label().to_owned()))
        .collect();
    let book = form.terms.with_value(|terms| terms.book.clone());
    let book = Signal::stored(Some::<PriceBook>(book));
    let number = move || format!("Piece {}", form.place(key) + 1);
    let several = move || form.pieces.with(Vec::len) > 1;
    view! {
        <fieldset class="capture-line repair-piece">
            <legend class="kicker">{number}</legend>
            <Show when=several>
                <div class="capture-line-remove">
                    <Button
                        variant=ButtonVariant::Quiet icon=IconName::Trash icon_only=true
                        on_press=move |()| form.remove_piece(key)
                    >
                        {move || format!("Remove piece {}", form.place(key) + 1)}
                    </Button>
                </div>
            </Show>
            <div class="stack" data-gap="snug">
                <Photos photos=piece.photos name=name("photos") />
                <SelectField
                    label="What is it?" name=name("item") value=piece.item options=items
                    error=at("item") />
                <TaskFields list=piece.tasks book=book pointer=pointer error=error />
                <Chips
                    label="Condition" name=name("condition") options=phrases
                    chosen=piece.condition />
                <details class="repair-more">
                    <summary>"What it is, in words: metal, stones, value, notes"</summary>
                    <div class="stack" data-gap="snug">
                        <div class="form-grid">
                            <TextField
                                label="A closer word" name=name("word") value=piece.word
                                optional=true placeholder="Signet ring" autocomplete="off"
                                error=at("word") />
                            <MoneyField
                                label="Declared value" name=name("declared_value")
                                value=piece.value optional=true error=at("declared_value") />
                        </div>
                        <TextField
                            label="What the customer says" name=name("said") value=piece.said
                            optional=true autocomplete="off"
                            hint=Some("For us. Papers say only what was tested.".to_owned())
                            error=at("said") />
                        <FindingsFields
                            form=piece.findings error=error
                            pointer=Signal::derive(move || format!("{}/findings", pointer.get())) />
                        <TextArea
                            label="Notes" name=name("note") value=piece.note rows=2 optional=true
                            error=at("note") />
                    </div>
                </details>
            </div>
        </fieldset>
    }
}

#[component]
fn Photos(photos: RwSignal<Vec<String>>, name: String) -> impl IntoView {
    let add = move |path: String| {
        photos.update(|photos| {
            if !photos.contains(&path) {
                photos.push(path);
            }
        });
    };
    let each = move || {
        let taken = photos.get().into_iter().enumerate();
        taken
            .map(|(index, url)| {
                let alt = format!("Photo {}", index + 1);
                view! { <li><img src=thumbnail(&url) alt=alt /></li> }
            })
            .collect_view()
    };
    view! {
        <PhotoDrop on_photo=add name=name />
        <Show when=move || photos.with(|photos| !photos.is_empty())>
            <ul class="job-photos">{each}</ul>
        </Show>
    }
}
