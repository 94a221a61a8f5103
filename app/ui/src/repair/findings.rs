//! What a piece is found to be, as it is typed.

use crate::components::{
    Button, ButtonVariant, Checkbox, IconName, NumberField, SelectField, SelectOption, TextField,
};
use domain::measures::Metal;
use domain::orders::repair::findings::{Findings, Look, NewFindings, NewStone};
use leptos::prelude::*;

/// Stones of a kind as they are typed.
#[derive(Clone, Copy)]
struct StoneForm {
    key: u32,
    count: RwSignal<String>,
    look: RwSignal<String>,
    name: RwSignal<String>,
    measure: RwSignal<String>,
    tested: RwSignal<bool>,
}

/// The fields of what was found.
#[derive(Clone, Copy)]
pub(crate) struct FindingsForm {
    metal: RwSignal<String>,
    metal_tested: RwSignal<bool>,
    stones: RwSignal<Vec<StoneForm>>,
    weight: RwSignal<String>,
    next: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

impl FindingsForm {
    /// Starts from what is known.
    pub(crate) fn of(known: &Findings) -> Self {
        let metal = known.metal.and_then(|metal| {
            let place = Metal::ALL.iter().position(|listed| *listed == metal);
            place.map(|place| place.to_string())
        });
        let weight = known
            .weight
            .map(|weight| weight.amount().normalize().to_string());
        let form = Self {
            metal: RwSignal::new(metal.unwrap_or_default()),
            metal_tested: RwSignal::new(known.metal_tested),
            stones: RwSignal::new(Vec::new()),
            weight: RwSignal::new(weight.unwrap_or_default()),
            next: StoredValue::new(0),
            owner: StoredValue::new(Owner::new()),
        };
        for stone in &known.stones {
            form.add(|row| {
                row.count.set(stone.count.to_string());
                row.look.set(stone.look.code().to_owned());
                row.name.set(stone.name.clone().unwrap_or_default());
                row.measure.set(stone.measure.clone().unwrap_or_default());
                row.tested.set(stone.tested);
            });
        }
        form
    }

    fn add(self, fill: impl FnOnce(StoneForm)) {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let row = self.owner.get_value().with(|| StoneForm {
            key,
            count: RwSignal::new("1".to_owned()),
            look: RwSignal::new(Look::White.code().to_owned()),
            name: RwSignal::new(String::new()),
            measure: RwSignal::new(String::new()),
            tested: RwSignal::new(false),
        });
        fill(row);
        self.stones.update(|stones| stones.push(row));
    }

    /// What stands in the fields.
    pub(crate) fn typed(self) -> NewFindings {
        let stone = |row: &StoneForm| NewStone {
            count: row
                .count
                .with(|count| count.trim().parse().unwrap_or_default()),
            look: row.look.with(|code| code.parse().unwrap_or(Look::White)),
            name: row.name.get(),
            measure: row.measure.get(),
            tested: row.tested.get(),
        };
        NewFindings {
            metal: self.metal.with(|place| {
                let place = place.parse::<usize>().ok()?;
                Metal::ALL.get(place).copied()
            }),
            metal_tested: self.metal_tested.get(),
            stones: self
                .stones
                .with(|stones| stones.iter().map(stone).collect()),
            weight: self.weight.get(),
        }
    }
}

/// Metal, stones and weight, each with whether it was tested.
#[component]
pub(crate) fn FindingsFields(
    form: FindingsForm,
    /// Where they stand in what is sent: `/pieces/0/findings`.
    #[prop(into)]
    pointer: Signal<String>,
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let at = move |field: &'static str| {
        Signal::derive(move || error.run(format!("{}/{field}", pointer.get())))
    };
    let name = pointer.get_untracked();
    let metals: Vec<_> = Metal::ALL
        .iter()
        .enumerate()
        .map(|(place, metal)| SelectOption::new(place.to_string(), metal.label()))
        .collect();
    view! {
        <div class="form-grid">
            <SelectField
                label="Metal" name=format!("{name}/metal") value=form.metal options=metals
                prompt="Not said" optional=true error=at("metal") />
            <NumberField
                label="Weight before work" name=format!("{name}/weight") value=form.weight
                unit=Some("g".to_owned()) optional=true error=at("weight") />
            <Checkbox
                label="The metal was tested" name=format!("{name}/metal_tested")
                checked=form.metal_tested />
        </div>
        <ul class="repair-tasks">
            <For each=move || form.stones.get() key=|row| row.key let:row>
                <StoneRow form=form row=row name=name.clone() pointer=pointer error=error />
            </For>
        </ul>
        <Button icon=IconName::Plus on_press=move |()| form.add(|_| {})>"Add stones"</Button>
    }
}

#[component]
fn StoneRow(
    form: FindingsForm,
    row: StoneForm,
    name: String,
    pointer: Signal<String>,
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let place = move || {
        let of = |rows: &Vec<StoneForm>| rows.iter().position(|known| known.key == row.key);
        form.stones.with(of).unwrap_or_default()
    };
    let at = move |field: &'static str| {
        Signal::derive(move || error.run(format!("{}/stones/{}/{field}", pointer.get(), place())))
    };
    let field = move |field: &str| format!("{name}/stones/{}/{field}", row.key);
    let looks: Vec<_> = Look::ALL
        .iter()
        .map(|look| SelectOption::new(look.code(), look.label()))
        .collect();
    let remove = move |()| {
        form.stones
            .update(|rows| rows.retain(|known| known.key != row.key))
    };
    view! {
        <li class="repair-task">
            <p class="piece-name">{move || format!("Stones {}", place() + 1)}</p>
            <Button variant=ButtonVariant::Quiet icon=IconName::Trash icon_only=true on_press=remove>
                {move || format!("Remove stones {}", place() + 1)}
            </Button>
            <div class="form-grid" data-span="full">
                <NumberField
                    label="How many" name=field("count") value=row.count whole=true
                    error=at("count") />
                <SelectField label="They look" name=field("look") value=row.look options=looks />
                <TextField
                    label="Said or found to be" name=field("name") value=row.name optional=true
                    autocomplete="off" placeholder="diamond" error=at("name") />
                <TextField
                    label="Measured" name=field("measure") value=row.measure optional=true
                    autocomplete="off" placeholder="6.5 mm" error=at("measure") />
                <Checkbox label="Tested" name=field("tested") checked=row.tested />
            </div>
        </li>
    }
}
