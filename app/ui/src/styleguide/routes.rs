//! The address of the house style.

use super::Styleguide;
use crate::room::room;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

room!(styleguide in office {
    Styleguide => Styleguide,
});

#[component(transparent)]
pub fn StyleguideRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("/_styleguide") view=Screen::Styleguide /> }
        .into_inner()
        .into_any_nested_route()
}
