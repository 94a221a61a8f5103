//! What the columns of a list hold, and what stands for what it keeps silent about.

use super::look::Look;
use crate::components::{
    Banner, Cell, Choice, ChoiceOption, Column, DataTable, NumberField, Panel, Row, SelectField,
    TextField, Tone,
};
use crate::error::UiError;
use crate::stock::words::{named, options, several};
use domain::input::FieldErrors;
use domain::stock::{
    ImportDefaults, ImportField, Origin, Ownership, Shape, Source, StockFile, StockMapping,
    StockTerms,
};
use leptos::prelude::*;

/// A mapping while it is made. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    pub columns: StoredValue<Vec<RwSignal<String>>>,
    location: RwSignal<String>,
    ownership: RwSignal<String>,
    source: RwSignal<String>,
    vendor: RwSignal<String>,
    variety: RwSignal<String>,
    origin: RwSignal<String>,
    shape: RwSignal<String>,
    cost_percent: RwSignal<String>,
    /// Whether importing was tried: before that the fields keep their complaints to themselves.
    pub tried: RwSignal<bool>,
    /// What the server said of it.
    pub refused: RwSignal<Option<UiError>>,
}

impl Plan {
    fn of(mapping: &StockMapping, terms: &StockTerms) -> Self {
        let code = |code: &str| RwSignal::new(code.to_owned());
        let field = |held: &Option<ImportField>| code(held.map_or("", ImportField::code));
        let defaults = &mapping.defaults;
        let place = match (defaults.location, terms.locations.as_slice()) {
            (None, [(only, _)]) => Some(*only),
            (said, _) => said,
        };
        let id = |id: Option<String>| RwSignal::new(id.unwrap_or_default());
        Self {
            columns: StoredValue::new(mapping.columns.iter().map(field).collect()),
            location: id(place.map(|id| id.to_string())),
            ownership: code(defaults.ownership.code()),
            source: code(defaults.source.code()),
            vendor: id(defaults.vendor.map(|id| id.to_string())),
            variety: code(&defaults.variety),
            origin: code(defaults.origin.code()),
            shape: code(defaults.shape.code()),
            cost_percent: code(&defaults.cost_percent),
            tried: RwSignal::new(false),
            refused: RwSignal::new(None),
        }
    }

    /// The mapping as it stands. Follows every field.
    pub(super) fn mapping(self) -> StockMapping {
        let usual = ImportDefaults::default();
        let ownership = self
            .ownership
            .with(|code| code.parse().unwrap_or(usual.ownership));
        let held = |column: &RwSignal<String>| column.with(|code| code.parse().ok());
        StockMapping {
            columns: self
                .columns
                .with_value(|columns| columns.iter().map(held).collect()),
            defaults: ImportDefaults {
                location: self.location.with(|id| id.parse().ok()),
                ownership,
                source: match ownership {
                    Ownership::Owned => self.source.with(|s| s.parse().unwrap_or(usual.source)),
                    Ownership::MemoIn | Ownership::Customer => Source::Opening,
                },
                vendor: self.vendor.with(|id| id.parse().ok()),
                variety: self.variety.get(),
                origin: self
                    .origin
                    .with(|code| code.parse().unwrap_or(usual.origin)),
                shape: self.shape.with(|code| code.parse().unwrap_or(usual.shape)),
                cost_percent: self.cost_percent.get(),
            },
        }
    }

    fn whose(self) -> Ownership {
        self.ownership
            .with(|code| code.parse().unwrap_or(Ownership::Owned))
    }

    /// What is missing before any row can be read.
    pub(super) fn missing(self) -> FieldErrors {
        self.mapping().check().err().unwrap_or_default()
    }

    /// The complaint about a field, once importing was tried.
    fn at(self, pointer: impl Into<String>) -> Signal<Option<String>> {
        let pointer = pointer.into();
        Signal::derive(move || {
            if !self.tried.get() {
                return None;
            }
            let missing = self.missing();
            let refused = || self.refused.with(|error| error.as_ref()?.field(&pointer));
            missing.get(&pointer).map(str::to_owned).or_else(refused)
        })
    }
}

#[component]
pub(super) fn Mapping(
    file: StockFile,
    terms: StockTerms,
    /// Why it failed the last time.
    failed: Option<String>,
    on_started: Callback<()>,
) -> impl IntoView {
    let plan = Plan::of(&file.mapping, &terms);
    let about = format!("{} · {}", file.name, several(file.rows, "row", "rows"));
    view! {
        <div class="stack">
            {failed.map(|why| view! {
                <Banner tone=Tone::Danger title="This list did not come in">{why}</Banner>
            })}
            <p class="quiet breakable">{about}</p>
            <div class="split import-split">
                <div class="stack">
                    <ForAll plan=plan terms=terms />
                    <Columns plan=plan file=file.clone() />
                    <Silent plan=plan />
                </div>
                <Look plan=plan id=file.id on_started=on_started />
            </div>
        </div>
    }
}

#[component]
fn Columns(plan: Plan, file: StockFile) -> impl IntoView {
    let fields = options(
        ImportField::ALL,
        |field| field.code().into(),
        |field| field.label().into(),
    );
    let columns = plan.columns.get_value();
    let named = file.headings.into_iter().zip(file.samples).zip(columns);
    let row = move |(index, ((heading, samples), held)): (usize, ((String, Vec<String>), _))| {
        let fields = fields.clone();
        let heading = match heading.trim() {
            "" => format!("Column {}", index + 1),
            heading => heading.to_owned(),
        };
        let label = format!("What {heading} holds");
        view! {
            <Row>
                <Cell><span class="breakable">{heading}</span></Cell>
                <Cell label="Such as">
                    <span class="quiet breakable">{examples(&samples)}</span>
                </Cell>
                <Cell>
                    <SelectField
                        label=label name=format!("/columns/{index}")
                        value=held options=fields prompt="Leave out" hide_label=true
                        error=plan.at(format!("/columns/{index}"))
                    />
                </Cell>
            </Row>
        }
    };
    let heads = vec![
        Column::new("Column"),
        Column::new("Such as"),
        Column::new("Holds"),
    ];
    let whole = plan.at("/columns");
    view! {
        <Panel title="What the columns hold" flush=true>
            {move || whole.get().map(|text| view! { <p class="field-error">{text}</p> })}
            <div class="import-columns">
                <DataTable caption="Columns of the list" columns=heads>
                    {named.enumerate().map(row).collect_view()}
                </DataTable>
            </div>
        </Panel>
    }
}

/// The first values of a column.
fn examples(samples: &[String]) -> String {
    let said = samples
        .iter()
        .map(|value| value.trim())
        .filter(|value| !value.is_empty());
    let shown: Vec<String> = said.map(shortened).collect();
    match shown.is_empty() {
        true => "–".to_owned(),
        false => shown.join(" · "),
    }
}

fn shortened(value: &str) -> String {
    const MOST: usize = 24;
    match value.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

/// What no list says: where the stones lie from now on, whose they are, how they came.
#[component]
fn ForAll(plan: Plan, terms: StockTerms) -> impl IntoView {
    let places = named(&terms.locations);
    // What is a customer's comes in one by one, with whose it is.
    let owners: Vec<_> = [Ownership::Owned, Ownership::MemoIn]
        .iter()
        .map(|whose| ChoiceOption::new(whose.code(), whose.label()))
        .collect();
    view! {
        <Panel title="All of them">
            <div class="form-grid">
                <SelectField
                    label="Lie in" name="/defaults/location" value=plan.location options=places
                    prompt="Choose a place" error=plan.at("/defaults/location")
                />
                <Choice
                    label="Whose they are" name="/defaults/ownership" value=plan.ownership
                    options=owners
                />
                <From plan=plan terms=terms />
            </div>
        </Panel>
    }
}

/// How they came, and from whom.
#[component]
fn From(plan: Plan, terms: StockTerms) -> impl IntoView {
    let vendors = named(&terms.vendors);
    let sources: Vec<_> = Source::ALL
        .iter()
        .map(|source| ChoiceOption::new(source.code(), source.label()))
        .collect();
    let owed = move || {
        plan.whose() == Ownership::MemoIn || plan.source.with(|s| s == Source::Purchase.code())
    };
    view! {
        <Show when=move || plan.whose() == Ownership::Owned>
            <Choice
                label="How they came" name="/defaults/source" value=plan.source
                options=sources.clone()
            />
        </Show>
        {move || view! {
            <SelectField
                label="Vendor" name="/defaults/vendor" value=plan.vendor options=vendors.clone()
                prompt=if owed() { "Choose the vendor" } else { "Not said" } optional=!owed()
                error=plan.at("/defaults/vendor")
            />
        }}
    }
}

#[component]
fn Silent(plan: Plan) -> impl IntoView {
    let shapes = options(
        Shape::ALL,
        |shape| shape.code().into(),
        |shape| shape.label().into(),
    );
    let origins: Vec<_> = Origin::ALL
        .iter()
        .map(|origin| ChoiceOption::new(origin.code(), origin.label()))
        .collect();
    let priced = Memo::new(move |_| plan.mapping().columns.contains(&Some(ImportField::Cost)));
    view! {
        <Panel title="Where the list doesn’t say">
            <div class="form-grid">
                <TextField
                    label="Stone" name="/defaults/variety" value=plan.variety
                    error=plan.at("/defaults/variety") max_length=40u32
                />
                <Choice
                    label="Origin" name="/defaults/origin" value=plan.origin options=origins
                />
                <SelectField
                    label="Shape" name="/defaults/shape" value=plan.shape options=shapes
                />
                {move || view! {
                    <NumberField
                        label="Cost" name="/defaults/cost_percent" value=plan.cost_percent
                        unit=Some("% of the price".to_owned()) optional=priced.get()
                        error=plan.at("/defaults/cost_percent")
                    />
                }}
            </div>
        </Panel>
    }
}

#[cfg(test)]
mod tests {
    use super::examples;

    #[test]
    fn a_column_is_known_by_its_first_values() {
        let said = |samples: &[&str]| {
            let owned: Vec<_> = samples.iter().map(|value| (*value).to_owned()).collect();
            examples(&owned)
        };
        assert_eq!(said(&["0.5", " ", "1.02"]), "0.5 · 1.02");
        assert_eq!(said(&["", ""]), "–");
        let long = said(&["ééééééééééééééééééééééééé"]);
        assert_eq!(long.chars().count(), 25, "{long}");
    }
}
