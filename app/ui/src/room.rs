//! Rooms of the house: screens whose code the browser loads when it first goes to one of them.
//!
//! What only a room's screens need is not in the first bundle. The server, which has it all, tells
//! the browser what to fetch along with a page of the room. There are few rooms, one for each
//! audience: what two of them share is a file of its own, and so for each further set of them.

use crate::components::ErrorState;
use leptos::prelude::*;

/// Names the screens of a folder that are in a room, each with the component that shows it. What
/// comes of it is the view of a route: `<Route path=path!("stock") view=Screen::List />`.
macro_rules! room {
    ($folder:ident in $room:ident { $($screen:ident => $component:ident),+ $(,)? }) => {
        /// The screens of this folder.
        #[derive(Clone, Copy)]
        enum Screen {
            $($screen),+
        }

        #[::wasm_split_helpers::wasm_split($room, preload(fetch), fallible)]
        fn $folder(
            screen: Screen,
        ) -> Result<::leptos::prelude::AnyView, ::wasm_split_helpers::SplitLoaderError> {
            use ::leptos::prelude::IntoAny;
            Ok(match screen {
                $(Screen::$screen => ::leptos::view! { <$component /> }.into_any(),)+
            })
        }

        impl ::leptos_router::ChooseView for Screen {
            async fn choose(self) -> ::leptos::prelude::AnyView {
                ::leptos::prefetch_lazy_fn_on_server(stringify!($room));
                $folder(self).await.unwrap_or_else(|_| $crate::room::shut())
            }

            /// The router waits for this before it takes over what the server wrote. What goes
            /// wrong is said by `choose`.
            async fn preload(&self) {
                let _going = $crate::room::Going::begin();
                let _ = fetch().await;
            }
        }
    };
}
pub(crate) use room;

/// Somebody is on their way to a room. The page that they leave stays until its code is here, and
/// says meanwhile that something comes (`html[data-going]` in `style/components/progress.css`).
pub(crate) struct Going;

const GOING: &str = "data-going";

impl Going {
    pub(crate) fn begin() -> Self {
        if is_browser() {
            let _ = html().map(|html| html.set_attribute(GOING, ""));
        }
        Self
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        if is_browser() {
            let _ = html().map(|html| html.remove_attribute(GOING));
        }
    }
}

fn html() -> Option<web_sys::Element> {
    document().document_element()
}

/// What stands in place of a room that could not be loaded: there is no connection, or the server
/// has a newer version of it all, which is there once the page is loaded anew.
pub(crate) fn shut() -> AnyView {
    let again = || {
        let _ = window().location().reload();
    };
    view! {
        <ErrorState
            title="This part could not be loaded"
            text="Check the connection, and try again."
            on_retry=Callback::new(move |()| again())
        />
    }
    .into_any()
}
