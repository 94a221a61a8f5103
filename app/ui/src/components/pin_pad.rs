//! The PIN pad with which the next person takes over a shared tablet.

use super::{Banner, Icon, IconName, Tone};
use leptos::prelude::*;

/// A numeric pad. The keys type into a real password input, so that a keyboard works as well.
#[component]
pub fn PinPad(
    /// Whose PIN is asked for: "Ana's PIN".
    #[prop(into)]
    label: Signal<String>,
    #[prop(default = 4)] length: u8,
    /// Why the last try was refused; setting it empties the pad.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    #[prop(optional, into)] busy: Signal<bool>,
    /// Called once, when the last digit is in.
    #[prop(into)]
    on_complete: Callback<String>,
) -> impl IntoView {
    let pin = RwSignal::new(String::new());
    let length = usize::from(length);
    let set = move |typed: String| {
        if busy.get_untracked() {
            return;
        }
        let digits: String = typed
            .chars()
            .filter(char::is_ascii_digit)
            .take(length)
            .collect();
        let complete = digits.len() == length && pin.with_untracked(|pin| pin.len() < length);
        pin.set(digits.clone());
        if complete {
            on_complete.run(digits);
        }
    };
    let press = move |digit: char| set(format!("{}{digit}", pin.get_untracked()));
    let erase = move |_| {
        pin.update(|pin| {
            pin.pop();
        });
    };
    Effect::new(move |_| {
        if error.with(Option::is_some) {
            pin.set(String::new());
        }
    });
    let key = move |digit: char| {
        view! {
            <button type="button" class="pin-key" on:click=move |_| press(digit)>
                {digit}
            </button>
        }
    };
    view! {
        <div class="pin-pad" aria-busy=move || busy.get().then_some("true")>
            <label class="field-label" for="pin">
                {move || label.get()}
            </label>
            <div class="pin-entry">
                <input
                    id="pin"
                    type="password"
                    inputmode="none"
                    autocomplete="off"
                    maxlength=length.to_string()
                    prop:value=move || pin.get()
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    on:input=move |event| set(event_target_value(&event))
                />
                <span class="pin-dots" aria-hidden="true">
                    {(0..length)
                        .map(|place| {
                            view! {
                                <i data-filled=move || {
                                    pin.with(|pin| pin.len() > place).then_some("")
                                }></i>
                            }
                        })
                        .collect_view()}
                </span>
            </div>
            {move || error.get().map(|error| view! { <Banner tone=Tone::Danger>{error}</Banner> })}
            <div class="pin-keys">
                {('1'..='9').map(key).collect_view()}
                <button
                    type="button"
                    class="pin-key"
                    aria-label="Clear"
                    on:click=move |_| pin.set(String::new())
                >
                    <Icon name=IconName::Cross />
                </button> {key('0')}
                <button type="button" class="pin-key" aria-label="Erase one digit" on:click=erase>
                    <Icon name=IconName::Backspace />
                </button>
            </div>
        </div>
    }
}
