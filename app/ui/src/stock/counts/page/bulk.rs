//! Goods in bulk at the counted places: each is counted or weighed, and its quantity written.

use super::Shown;
use crate::components::{Badge, Button, Panel, TextField, TextKind, Tone};
use crate::error::UiError;
use crate::stock::counts::api::count_quantity;
use domain::stock::BulkToCount;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn InBulk(shown: Shown) -> impl IntoView {
    // Made anew only where other goods are there, so that what is being typed stays.
    let goods = Memo::new(move |_| {
        shown.count.with(|count| {
            let each = count.bulk.iter();
            each.map(|goods| (goods.item, goods.location))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !goods.with(Vec::is_empty)>
            <Panel title="In bulk">
                <ul class="scans">
                    {move || {
                        let each = goods.get().into_iter();
                        each.filter_map(|(item, location)| {
                            let goods = shown.count.with_untracked(|count| {
                                let mut all = count.bulk.iter();
                                all.find(|g| g.item == item && g.location == location).cloned()
                            })?;
                            Some(view! { <Goods shown=shown goods=goods /> })
                        })
                        .collect_view()
                    }}
                </ul>
            </Panel>
        </Show>
    }
}

#[component]
fn Goods(shown: Shown, goods: BulkToCount) -> impl IntoView {
    let (item, at) = (goods.item, goods.location);
    let now = Memo::new(move |_| {
        shown.count.with(|count| {
            let mut all = count.bulk.iter();
            all.find(|g| g.item == item && g.location == at).cloned()
        })
    });
    let quantity = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<UiError>);
    let busy = RwSignal::new(false);
    let complaint = Signal::derive(move || {
        let wrong = wrong.get()?;
        Some(
            wrong
                .field("/quantity")
                .unwrap_or_else(|| wrong.to_string()),
        )
    });
    let id = shown.count.with_untracked(|count| count.summary.id);
    let save = move || {
        busy.set(true);
        wrong.set(None);
        let typed = quantity.get_untracked();
        spawn_local(async move {
            match count_quantity(id, item, at, typed).await {
                Ok(()) => {
                    quantity.try_set(String::new());
                    shown.look().await;
                }
                Err(error) => drop(wrong.try_set(Some(error))),
            }
            busy.try_set(false);
        });
    };
    let counted = move || now.get().and_then(|goods| goods.counted);
    let label = format!("How much of {} in {}", goods.name, goods.location_name);
    let unit = goods.held.unit().label().to_owned();
    view! {
        <li class="scan-bulk">
            <span class="scan-what">
                <span class="serial breakable">{goods.code.clone()}</span>
                <span class="quiet breakable">
                    {format!("{} · {}", goods.name, goods.location_name)}
                </span>
            </span>
            {move || counted().map(|counted| {
                let (tone, word) = if counted.differs() {
                    (Tone::Warning, format!("{} instead of {}", counted.quantity, counted.held))
                } else {
                    (Tone::Success, format!("{} counted", counted.quantity))
                };
                view! { <Badge tone=tone>{word}</Badge> }
            })}
            <form
                class="scan-row"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <TextField
                    label=label name=format!("quantity-{item}-{at}") value=quantity
                    kind=TextKind::Decimal hide_label=true error=complaint max_length=14u32
                    suffix=Signal::stored(Some(unit))
                />
                <Button submit=true busy=busy>"Note"</Button>
            </form>
        </li>
    }
}
