//! Search while typing, PIN, signature, files.

use super::{Chapter, Example};
use crate::components::*;
use crate::stock::StoneOutline;
use domain::stock::Shape;
use leptos::prelude::*;

const PEOPLE: [(&str, &str); 6] = [
    ("Margaret Łukasiewicz", "(212) 555-0142"),
    ("Marcus Bell", "(212) 555-0199"),
    ("Maria del Carmen Ortiz", "(646) 555-0110"),
    ("Noor Haddad", "(917) 555-0175"),
    ("Priya Raman", "(718) 555-0131"),
    ("Tomás Ferreira", "(347) 555-0164"),
];

async fn find(typed: String) -> Result<Vec<(String, String)>, String> {
    if typed == "down" {
        return Err("The customers can't be reached.".into());
    }
    let typed = typed.to_lowercase();
    Ok(PEOPLE
        .iter()
        .filter(|(name, phone)| name.to_lowercase().contains(&typed) || phone.contains(&typed))
        .map(|(name, phone)| (name.to_string(), phone.to_string()))
        .collect())
}

#[component]
pub(super) fn Pickers() -> impl IntoView {
    let toasts = use_toasts();
    let pin_error = RwSignal::new(None::<String>);
    let signature = RwSignal::new(None);
    view! {
        <Chapter id="pickers" title="Pickers">
            <Example label="Combobox">
                <div class="form-grid">
                    <Combobox
                        label="Customer"
                        name="/guide/customer"
                        text=RwSignal::new(String::new())
                        fetch=find
                        show=|(name, phone): (String, String)| ComboOption::new(name).detail(phone)
                        on_select=move |(name, _): (String, String)| {
                            toasts.success(format!("{name} is chosen."))
                        }
                        on_create=move |name: String| toasts.info(format!("A new customer, {name}."))
                        create_label="New customer"
                        placeholder="Name, telephone or e-mail"
                        hint="Try “mar”, “zz” and “down”."
                    />
                    <Combobox
                        label="Style"
                        name="/guide/style"
                        text=RwSignal::new("Halo".to_string())
                        fetch=find
                        show=|(name, phone): (String, String)| ComboOption::new(name).aside(phone)
                        on_select=|_: (String, String)| ()
                        error="Choose a style from the list."
                    />
                </div>
            </Example>
            <Example label="Scan box">
                <ScanField
                    label="Code" name="guide-scan" placeholder="Scan or type a code"
                    value=RwSignal::new(String::new())
                    on_read=move |code: String| toasts.info(format!("Read “{code}”."))
                />
            </Example>
            <Example label="Search box">
                <SearchBox
                    label="Search orders"
                    value=RwSignal::new(String::new())
                    placeholder="Number, customer, style"
                    on_search=move |typed: String| toasts.info(format!("Searching for “{typed}”."))
                    on_enter=move |typed: String| toasts.info(format!("Scanned “{typed}”."))
                />
            </Example>
            <Facets />
            <div class="guide-pair">
                <Example label="PIN pad">
                    <PinPad
                        label="Ana's PIN"
                        error=pin_error
                        on_complete=move |pin: String| {
                            let refused = "That PIN is not Ana's. Two tries are left.";
                            pin_error.set((pin != "1234").then(|| refused.to_string()));
                        }
                    />
                </Example>
                <div class="stack">
                    <Example label="Signature">
                        <SignaturePad
                            label="Received by"
                            name="/guide/signature"
                            value=signature
                            hint="By signing, the customer confirms having received the piece in good order."
                        />
                    </Example>
                    <Example label="File">
                        <FileDrop
                            label="Catalogue"
                            name="/guide/file"
                            accept=".csv,text/csv"
                            hint="A product export as CSV, up to 20 MB."
                        />
                    </Example>
                </div>
            </div>
        </Chapter>
    }
}

#[component]
fn Facets() -> impl IntoView {
    let shapes = Shape::ALL
        .iter()
        .zip([214, 96, 41, 38, 35, 22, 12, 9, 4, 3, 2, 1]);
    let shapes: Vec<Facet> = shapes
        .map(|(shape, count)| Facet::new(shape.code(), shape.label(), count))
        .collect();
    let grades: Vec<Facet> = [
        ("VVS1", 12),
        ("VVS2", 31),
        ("VS1", 88),
        ("VS2", 104),
        ("SI1", 0),
    ]
    .into_iter()
    .map(|(grade, count)| Facet::new(grade, grade, count))
    .collect();
    let chosen = RwSignal::new(vec![
        "oval".to_string(),
        "VS1".to_string(),
        "SI1".to_string(),
    ]);
    let toggle = Callback::new(move |value: String| {
        chosen.update(|chosen| {
            match chosen.iter().position(|known| *known == value) {
                Some(place) => drop(chosen.remove(place)),
                None => chosen.push(value),
            };
        });
    });
    let mark = Callback::new(|code: String| match code.parse() {
        Ok(shape) => view! { <StoneOutline shape=shape /> }.into_any(),
        Err(_) => ().into_any(),
    });
    view! {
        <Example label="Facets">
            <FacetGroup
                label="Clarity" name="guide-clarity" facets=grades chosen=chosen on_toggle=toggle
            />
        </Example>
        <Example label="Quick phrases">
            <Chips
                label="Condition" name="guide-condition" chosen=RwSignal::new(vec!["bent".to_owned()])
                options=["Scratched", "Bent", "Loose stone"]
                    .map(|words| (words.to_lowercase(), words.to_owned()))
                    .to_vec()
            />
        </Example>
        <Example label="Facets with pictures">
            <FacetGroup
                label="Shape" name="guide-shape" facets=shapes chosen=chosen on_toggle=toggle
                mark=Some(mark)
            />
        </Example>
    }
}
