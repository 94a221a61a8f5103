//! Who is at the tablet, and the way to hand it to someone else.

use super::ShellPerson;
use crate::components::{Icon, IconName};
use leptos::prelude::*;

#[component]
pub(super) fn PersonMenu(
    person: Signal<ShellPerson>,
    on_switch: Callback<()>,
    on_sign_out: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="person">
            <a class="person-who" href="/account">
                <span class="person-initials" aria-hidden="true">
                    {move || person.with(|person| initials(&person.name))}
                </span>
                <span class="person-text">
                    <span class="person-name">{move || person.get().name}</span>
                    <span class="person-role">
                        {move || person.with(|person| format!("{} · {}", person.role, person.store))}
                    </span>
                </span>
            </a>
            <button type="button" class="nav-link" on:click=move |_| on_switch.run(())>
                <Icon name=IconName::SwitchPerson />
                <span>"Switch person"</span>
            </button>
            <button type="button" class="nav-link" on:click=move |_| on_sign_out.run(())>
                <Icon name=IconName::SignOut />
                <span>"Sign out"</span>
            </button>
        </div>
    }
    .into_any()
}

/// The first letters of the first and last name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_last_name() {
        assert_eq!(initials("Ana Maria de Sousa"), "AS");
        assert_eq!(initials("Élodie"), "É");
        assert_eq!(initials(""), "");
    }
}
