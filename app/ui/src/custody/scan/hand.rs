//! Handing over: scan what it is and then who gets it, or who gets it and then many things.

use super::super::api::{envelopes_of, hand_over};
use super::Desk;
use super::found::only;
use super::reading::{Said, Scanned};
use super::tray::{Done, Receiver, Waiting};
use crate::components::{Button, ButtonVariant, Icon, IconName, SelectField, SelectOption};
use crate::error::UiError;
use crate::people::colleagues;
use crate::stock::list_places;
use domain::custody::{Holder, Named, Thing, ThingView};
use domain::ids::{LocationId, StaffId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Takes a scan: a place or what goes there.
pub(super) async fn take(desk: Desk, scanned: Scanned) {
    let Some(one) = only(&scanned).cloned() else {
        desk.said.try_set(Said::Found(scanned));
        return;
    };
    match one {
        Named::Place(place) => {
            desk.tray.receiver.try_set(Some(Receiver::of(&place)));
        }
        Named::Piece { id, serial, name } => desk.tray.put(Waiting {
            thing: Thing::Piece(id),
            code: serial,
            name,
        }),
        Named::Envelope { id, code, name, .. } => desk.tray.put(Waiting {
            thing: Thing::Envelope(id),
            code,
            name,
        }),
        Named::Order { id, number, .. } => match envelopes_of(id).await {
            Ok(envelopes) => match the_one(&number, envelopes) {
                Ok(envelope) => desk.tray.put(envelope),
                Err(why) => {
                    desk.said.try_set(Said::Refused(why));
                    return;
                }
            },
            Err(error) => {
                desk.said.try_set(Said::Failed(error.to_string()));
                return;
            }
        },
        Named::Job { number, .. } => {
            let why =
                format!("{number} is work at the bench. Scan the envelope that goes with it.");
            desk.said.try_set(Said::Refused(why));
            return;
        }
        Named::Purchase { number, .. } => {
            let why = format!("{number} is an order to a vendor: there is nothing to hand over.");
            desk.said.try_set(Said::Refused(why));
            return;
        }
    }
    desk.said.try_set(Said::Nothing);
    go(desk).await;
}

/// The envelope that is meant by an order's number: the only one that is in the house.
fn the_one(number: &str, envelopes: Vec<ThingView>) -> Result<Waiting, String> {
    let mut here = envelopes.into_iter().filter(|envelope| envelope.here);
    match (here.next(), here.next()) {
        (Some(envelope), None) => Ok(Waiting {
            thing: envelope.thing,
            code: envelope.code,
            name: envelope.name,
        }),
        (Some(_), Some(_)) => Err(format!(
            "{number} has several envelopes. Scan the one that is handed over."
        )),
        (None, _) => Err(format!("{number}: nothing of it is in the house.")),
    }
}

/// Hands over what waits, once it is known to whom.
async fn go(desk: Desk) {
    let Some(draft) = desk.tray.draft() else {
        return;
    };
    let key = desk.tray.key(&draft);
    let handed = hand_over(draft, key).await;
    if !matches!(handed, Err(UiError::Offline | UiError::Unavailable)) {
        desk.tray.answered();
    }
    match handed {
        Ok(handed) => desk.tray.handed(handed),
        Err(error) => drop(desk.said.try_set(Said::Failed(error.to_string()))),
    }
}

#[component]
pub(super) fn HandOver(desk: Desk) -> impl IntoView {
    view! {
        <section class="stack hand-over" aria-label="Hand over">
            <ReceiverField desk=desk />
            <Tray desk=desk />
            <HandedOver desk=desk />
        </section>
    }
}

/// Who gets it: the place or person that was scanned, or one from the list.
#[component]
fn ReceiverField(desk: Desk) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let receivers = Resource::new(|| (), |()| receivers());
    let known = Signal::derive(move || receivers.get().unwrap_or_default());
    let options = Signal::derive(move || {
        let entries = known.get().into_iter();
        entries
            .map(|receiver| SelectOption::new(value(receiver.holder), receiver.name))
            .collect::<Vec<_>>()
    });
    // What was scanned is shown as chosen, and what is chosen counts as scanned.
    Effect::new(move |_| {
        let receiver = desk.tray.receiver.get();
        let shown = receiver.map(|r| value(r.holder)).unwrap_or_default();
        if chosen.get_untracked() != shown {
            chosen.set(shown);
        }
    });
    Effect::new(move |before: Option<String>| {
        let now = chosen.get();
        let receiver = known.with_untracked(|known| {
            let mut all = known.iter();
            all.find(|receiver| value(receiver.holder) == now).cloned()
        });
        let changed = before.is_some_and(|before| before != now);
        if changed && receiver.is_some() && desk.tray.receiver.get_untracked() != receiver {
            desk.tray.receiver.set(receiver);
            spawn_local(go(desk));
        }
        now
    });
    let nobody = move || desk.tray.receiver.with(Option::is_none);
    view! {
        <div class="hand-over-to">
            <Transition>
                <SelectField
                    label="Who gets it" name="receiver" value=chosen options=options
                    prompt="Scan a place, or choose"
                />
            </Transition>
            <Show when=move || !nobody()>
                <Button
                    variant=ButtonVariant::Quiet icon=IconName::Undo
                    on_press=move |()| desk.tray.receiver.set(None)
                >
                    "Somebody else"
                </Button>
            </Show>
        </div>
    }
}

/// Everybody and every place that can be handed something: people first.
async fn receivers() -> Vec<Receiver> {
    let people = colleagues().await.unwrap_or_default().into_iter();
    let places = list_places().await.unwrap_or_default().into_iter();
    let people = people.map(|person| Receiver {
        holder: Holder::Person(person.id),
        name: person.name,
    });
    let places = places
        .filter(|place| place.active && place.kind != domain::stock::LocationKind::Person)
        .map(|place| Receiver {
            holder: Holder::Place(place.id),
            name: place.name,
        });
    people.chain(places).collect()
}

fn value(holder: Holder) -> String {
    let (kind, id): (&str, String) = match holder {
        Holder::Place(id) => ("place", LocationId::to_string(&id)),
        Holder::Person(id) => ("person", StaffId::to_string(&id)),
    };
    format!("{kind}:{id}")
}

/// What waits for its receiver.
#[component]
fn Tray(desk: Desk) -> impl IntoView {
    let tray = desk.tray;
    let said = move || {
        let nobody = tray.receiver.with(Option::is_none);
        match (tray.waiting.with(Vec::len), nobody) {
            (0, true) => "Scan what is handed over, and who gets it.".to_owned(),
            (0, false) => "Scan what is handed over: one after another.".to_owned(),
            (1, true) => "One thing waits. Scan who gets it.".to_owned(),
            (count, true) => format!("{count} things wait. Scan who gets them."),
            (_, false) => "Not handed over yet.".to_owned(),
        }
    };
    let row = move |waiting: Waiting| {
        let thing = waiting.thing;
        view! {
            <li class="scan-row">
                <span class="picker-text">
                    <span class="serial">{waiting.code}</span>
                    <span class="quiet breakable">{waiting.name}</span>
                </span>
                <Button
                    icon=IconName::Cross icon_only=true variant=ButtonVariant::Quiet
                    on_press=move |()| tray.take_off(thing)
                >
                    "Leave it out"
                </Button>
            </li>
        }
    };
    let again = move || tray.receiver.with(Option::is_some) && !tray.waiting.with(Vec::is_empty);
    view! {
        <p class="quiet" role="status">{said}</p>
        <ul class="scan-list" aria-label="Waiting">
            {move || tray.waiting.get().into_iter().map(row).collect_view()}
        </ul>
        <Show when=again>
            <div>
                <Button
                    variant=ButtonVariant::Primary
                    on_press=move |()| spawn_local(go(desk))
                >
                    "Hand over"
                </Button>
            </div>
        </Show>
    }
}

/// What was handed over since the screen was opened, the latest first.
#[component]
fn HandedOver(desk: Desk) -> impl IntoView {
    let done = desk.tray.done;
    let row = |done: Done| {
        let said = match (&done.passed.from, done.passed.already) {
            (_, true) => format!("Was there already: {}", done.to),
            (Some(from), false) => format!("{from} → {}", done.to),
            (None, false) => format!("To {}", done.to),
        };
        view! {
            <li class="scan-row">
                <Icon name=IconName::Check />
                <span class="picker-text">
                    <span class="serial">{done.passed.code}</span>
                    <span class="quiet breakable">{said}</span>
                </span>
            </li>
        }
    };
    view! {
        <Show when=move || !done.with(Vec::is_empty)>
            <h2 class="kicker">"Handed over"</h2>
            <ul class="scan-list" aria-label="Handed over" aria-live="polite">
                <For each=move || done.get() key=|done| done.number let:each>
                    {row(each)}
                </For>
            </ul>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::EnvelopeId;

    fn envelope(code: &str, here: bool) -> ThingView {
        ThingView {
            thing: Thing::Envelope(EnvelopeId::generate()),
            code: code.into(),
            name: "Ring".into(),
            order: None,
            number: Some((1, 1)),
            here,
            holder: None,
            since: None,
            last: vec![],
        }
    }

    #[test]
    fn an_orders_number_means_its_only_envelope_that_is_here() {
        let two = vec![envelope("SO-1-1", false), envelope("SO-1-2", true)];
        assert_eq!(the_one("SO-1", two).map(|it| it.code), Ok("SO-1-2".into()));
        let both = vec![envelope("SO-1-1", true), envelope("SO-1-2", true)];
        assert!(the_one("SO-1", both).is_err_and(|why| why.contains("several")));
        assert!(the_one("SO-1", vec![]).is_err());
    }
}
