//! Every component in all its states, on one page. For development.

mod feedback;
mod forms;
mod foundations;
mod frame;
mod lists;
mod pickers;
mod routes;

pub use routes::StyleguideRoutes;

use crate::components::{AppShell, IconName, NavItem, PageHeader, ShellPerson, use_toasts};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page at `/_styleguide`.
#[component]
pub fn Styleguide() -> impl IntoView {
    let toasts = use_toasts();
    let person = ShellPerson {
        name: "Ana Reyes".into(),
        role: "Manager".into(),
        store: "Main Street".into(),
    };
    view! {
        <Title text="House style" />
        <AppShell
            person=person
            nav=places()
            on_switch=move || toasts.info("The PIN pad opens here.")
            on_sign_out=move || toasts.info("Signed out.")
        >
            <PageHeader
                title="House style"
                kicker="Design system"
                meta=|| view! { "Each component in all its states. What a screen needs is here, or is added here first." }
            />
            <div class="guide">
                <foundations::Foundations />
                <forms::Buttons />
                <forms::Fields />
                <forms::Choices />
                <pickers::Pickers />
                <feedback::Messages />
                <feedback::Dialogs />
                <feedback::States />
                <lists::Facts />
                <lists::Tables />
                <lists::Board />
                <lists::History />
                <frame::Paper />
            </div>
        </AppShell>
    }
}

fn places() -> Vec<NavItem> {
    vec![
        NavItem::new("/_styleguide", "Style", IconName::Gem),
        NavItem::new("/orders", "Orders", IconName::Orders),
        NavItem::new("/board", "Board", IconName::Board),
        NavItem::new("/customers", "Customers", IconName::People),
        NavItem::new("/messages", "Messages", IconName::Messages).count(3),
        NavItem::new("/catalogue", "Catalogue", IconName::Ring),
        NavItem::new("/purchasing", "Purchasing", IconName::Truck),
        NavItem::new("/ledger", "Ledger", IconName::Ledger),
        NavItem::new("/reports", "Reports", IconName::Chart),
        NavItem::new("/settings", "Settings", IconName::Settings),
    ]
}

/// One chapter of the guide.
#[component]
fn Chapter(
    /// Its anchor.
    id: &'static str,
    title: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="guide-chapter" id=id>
            <h2>{title}</h2>
            <div class="stack">{children()}</div>
        </section>
    }
}

/// Examples under a small label.
#[component]
fn Example(label: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="guide-example">
            <p class="kicker">{label}</p>
            {children()}
        </div>
    }
}
