//! The fields of a loose stone.

use super::state::Editor;
use crate::components::{Choice, ChoiceOption, NumberField, SelectField, SelectOption, TextField};
use crate::stock::words::options;
use domain::stock::{Clarity, Cut, Origin, Shape, StoneDraft};
use leptos::prelude::*;

/// A stone as typed. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct StoneForm {
    variety: RwSignal<String>,
    origin: RwSignal<String>,
    shape: RwSignal<String>,
    carat: RwSignal<String>,
    colour: RwSignal<String>,
    clarity: RwSignal<String>,
    cut: RwSignal<String>,
    treatment: RwSignal<String>,
    length: RwSignal<String>,
    width: RwSignal<String>,
    depth: RwSignal<String>,
    depth_percent: RwSignal<String>,
    table_percent: RwSignal<String>,
}

impl StoneForm {
    pub(super) fn of(stone: Option<&StoneDraft>) -> Self {
        let usual = StoneDraft {
            variety: "Diamond".into(),
            ..StoneDraft::default()
        };
        let stone = stone.unwrap_or(&usual);
        let text = |text: &String| RwSignal::new(text.clone());
        let code = |code: Option<&str>| RwSignal::new(code.unwrap_or_default().to_owned());
        Self {
            variety: text(&stone.variety),
            origin: code(stone.origin.map(Origin::code)),
            shape: code(stone.shape.map(Shape::code)),
            carat: text(&stone.carat),
            colour: text(&stone.colour),
            clarity: code(stone.clarity.map(Clarity::code)),
            cut: code(stone.cut.map(Cut::code)),
            treatment: text(&stone.treatment),
            length: text(&stone.length),
            width: text(&stone.width),
            depth: text(&stone.depth),
            depth_percent: text(&stone.depth_percent),
            table_percent: text(&stone.table_percent),
        }
    }

    /// What stands in the fields.
    pub(super) fn draft(self) -> StoneDraft {
        StoneDraft {
            variety: self.variety.get(),
            origin: self.origin.with(|code| code.parse().ok()),
            shape: self.shape.with(|code| code.parse().ok()),
            carat: self.carat.get(),
            colour: self.colour.get(),
            clarity: self.clarity.with(|code| code.parse().ok()),
            cut: self.cut.with(|code| code.parse().ok()),
            treatment: self.treatment.get(),
            length: self.length.get(),
            width: self.width.get(),
            depth: self.depth.get(),
            depth_percent: self.depth_percent.get(),
            table_percent: self.table_percent.get(),
        }
    }
}

#[component]
pub(super) fn StoneFields(editor: Editor) -> impl IntoView {
    let stone = editor.stone;
    let origins: Vec<_> = Origin::ALL
        .iter()
        .map(|origin| ChoiceOption::new(origin.code(), origin.label()))
        .collect();
    let shapes = options(
        Shape::ALL,
        |shape| shape.code().into(),
        |shape| shape.label().into(),
    );
    view! {
        <Choice
            label="Origin" name="/stone/origin" value=stone.origin options=origins
            error=editor.at("/stone/origin")
        />
        <div class="form-grid">
            <TextField
                label="Stone" name="/stone/variety" value=stone.variety
                error=editor.at("/stone/variety") placeholder="Diamond, sapphire" max_length=40u32
            />
            <SelectField
                label="Shape" name="/stone/shape" value=stone.shape options=shapes
                prompt="Choose the shape" error=editor.at("/stone/shape")
            />
            <NumberField
                label="Weight" name="/stone/carat" value=stone.carat unit=Some("ct".to_owned())
                error=editor.at("/stone/carat")
            />
        </div>
        <Grades editor=editor />
        <Measures editor=editor />
    }
}

#[component]
fn Grades(editor: Editor) -> impl IntoView {
    let stone = editor.stone;
    view! {
        <div class="form-grid">
            <TextField
                label="Colour" name="/stone/colour" value=stone.colour optional=true
                error=editor.at("/stone/colour") placeholder="G, or vivid blue" max_length=40u32
            />
            <SelectField
                label="Clarity" name="/stone/clarity" value=stone.clarity optional=true
                options=options(Clarity::ALL, |c| c.code().into(), |c| c.label().into())
                prompt="Not graded" error=editor.at("/stone/clarity")
            />
            <SelectField
                label="Cut" name="/stone/cut" value=stone.cut optional=true
                options=cuts() prompt="Not graded" error=editor.at("/stone/cut")
            />
            <TextField
                label="Treatment" name="/stone/treatment" value=stone.treatment optional=true
                error=editor.at("/stone/treatment") placeholder="Heated" max_length=80u32
            />
        </div>
    }
}

fn cuts() -> Vec<SelectOption> {
    options(Cut::ALL, |cut| cut.code().into(), |cut| cut.label().into())
}

#[component]
fn Measures(editor: Editor) -> impl IntoView {
    let stone = editor.stone;
    let millimetres = || Some("mm".to_owned());
    let percent = || Some("%".to_owned());
    view! {
        <div class="form-grid measures">
            <NumberField
                label="Length" name="/stone/length" value=stone.length unit=millimetres()
                optional=true error=editor.at("/stone/length")
            />
            <NumberField
                label="Width" name="/stone/width" value=stone.width unit=millimetres()
                optional=true error=editor.at("/stone/width")
            />
            <NumberField
                label="Depth" name="/stone/depth" value=stone.depth unit=millimetres()
                optional=true error=editor.at("/stone/depth")
            />
            <NumberField
                label="Total depth" name="/stone/depth_percent" value=stone.depth_percent
                unit=percent() optional=true error=editor.at("/stone/depth_percent")
            />
            <NumberField
                label="Table" name="/stone/table_percent" value=stone.table_percent
                unit=percent() optional=true error=editor.at("/stone/table_percent")
            />
        </div>
    }
}
