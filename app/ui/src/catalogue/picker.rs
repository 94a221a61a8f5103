//! Picking a piece from the catalogue, while the customer waits.

use super::api::find_sellables;
use crate::components::{ComboOption, ComboPicture, Combobox};
use domain::catalogue::{Sellable, monogram, thumbnail};
use leptos::prelude::*;

/// A box that finds what can be sold by title, number, option or code, and empties itself after
/// each pick so that the next piece can follow.
#[component]
pub fn StylePicker(
    #[prop(into, default = "Find a piece".into())] label: Signal<String>,
    #[prop(into, default = "style".into())] name: String,
    #[prop(into)] on_pick: Callback<Sellable>,
    /// Takes a piece that is not in the catalogue, in the words that were typed.
    #[prop(optional, into)]
    on_describe: Option<Callback<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let describe = on_describe.map(|on_describe| {
        Callback::new(move |words: String| {
            text.set(String::new());
            on_describe.run(words);
        })
    });
    let fetch =
        |typed: String| async move { find_sellables(typed).await.map_err(|e| e.to_string()) };
    match describe {
        Some(on_create) => view! {
            <Combobox
                label=label
                name=name
                text=text
                fetch=fetch
                show=option
                on_select=on_pick
                on_create=on_create
                create_label="Not in the catalogue:"
                clear_on_select=true
                placeholder="Title, style number, SKU, size, metal"
                error=error
                autofocus=autofocus
            />
        }
        .into_any(),
        None => view! {
            <Combobox
                label=label
                name=name
                text=text
                fetch=fetch
                show=option
                on_select=on_pick
                clear_on_select=true
                placeholder="Title, style number, SKU, size, metal"
                error=error
                autofocus=autofocus
            />
        }
        .into_any(),
    }
}

/// How a piece stands in the list: its words, its code and maker, its price.
fn option(piece: Sellable) -> ComboOption {
    let detail: Vec<&str> = [piece.sku.as_deref(), piece.vendor_name.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let picture = match &piece.photo {
        Some(photo) => ComboPicture::Photo(thumbnail(photo)),
        None => ComboPicture::Letters(monogram(&piece.title)),
    };
    let option = ComboOption::new(piece.description())
        .picture(picture)
        .aside(piece.price.to_string());
    if detail.is_empty() {
        option
    } else {
        option.detail(detail.join(" · "))
    }
}
