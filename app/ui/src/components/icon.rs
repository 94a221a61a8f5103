//! Inline line icons: one path each on a 24-unit grid, drawn in the colour of the text around them.

use leptos::prelude::*;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident => $path:literal,)+) => {
        /// The icons of the house. Each is a single stroke path, so that a page pays only for those it shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum IconName {
            $($(#[$doc])* $name,)+
        }

        impl IconName {
            /// Every icon, in the order of the style guide.
            pub const ALL: &'static [IconName] = &[$(IconName::$name,)+];

            /// The `d` of its path.
            pub fn path(self) -> &'static str {
                match self {
                    $(IconName::$name => $path,)+
                }
            }
        }
    };
}

icons! {
    /// A solitaire: orders of one piece, the catalogue.
    Ring => "M8.7 8.8a7 7 0 1 0 6.6 0M9.3 2h5.4L17 4.6l-5 4.9-5-4.9zM7 4.6h10",
    Gem => "M7 4h10l4 5.5L12 20 3 9.5zM3 9.5h18M9.5 9.5 12 20l2.5-10.5M7 4l2.5 5.5L12 4l2.5 5.5L17 4",
    Orders => "M9 4H7a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V6a2 2 0 0 0-2-2h-2M9 3h6v3H9zM9 11h6M9 15h4",
    Board => "M4 4h4.5v16H4zM10 4h4.5v10H10zM16 4h4.5v13H16z",
    People => "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c.4-3.8 3-5.8 6.5-5.8s6.1 2 6.5 5.8M15.5 4.4a3.5 3.5 0 0 1 0 6.2M17.5 14.7c2.3.7 3.7 2.5 4 5.3",
    Person => "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5c.5-4 3.4-6 7.5-6s7 2 7.5 6",
    SwitchPerson => "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c.4-3.8 3-5.8 6.5-5.8 1.2 0 2.3.2 3.2.7M14.5 16.5h7M19 14l2.5 2.5M21.5 20h-7M17 22.5 14.5 20",
    Store => "M4 9.5V20h16V9.5M3 9.5 5 4h14l2 5.5a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0M10 20v-5h4v5",
    Truck => "M2.5 6h11v10.5h-11zM13.5 9.5h4l4 4v3h-8M6.5 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6M17 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6",
    Package => "m12 3 8 4.2v9.6L12 21l-8-4.2V7.2zM4 7.2l8 4.3 8-4.3M12 11.5V21M8 5.1l8 4.3",
    HandOver => "M3 13.5h3l3.5-2.2c.8-.5 1.7-.3 2.3.4l3 3.3M3 19.5h4l3 1.5 8-3.5 3-3.5c-1-1.3-2.5-1.3-3.7-.3L14.5 16h-4M12 8l2-2.5h3.5L19.5 8l-3.7 3.5z",
    Messages => "M4 5h16v11.5h-8.5L7 20v-3.5H4zM8 9h8M8 12.5h5",
    Mail => "M3 5.5h18v13H3zM3.5 6l8.5 7 8.5-7",
    Phone => "M5 3.5h4l1.5 4.5-2.3 1.7a12 12 0 0 0 6 6L16 13.5l4.5 1.5v4a1.5 1.5 0 0 1-1.7 1.5C11 19.8 4.2 13 3.5 5.2A1.5 1.5 0 0 1 5 3.5",
    Pin => "M12 21.5c4.5-5 7-8.6 7-11.5a7 7 0 0 0-14 0c0 2.9 2.5 6.5 7 11.5M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5",
    Ledger => "M6 3h13v18H6a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2M8 3v18M11.5 8H16M11.5 12H16",
    Chart => "M4 4v16h16.5M8 16.5v-4M12 16.5v-9M16 16.5V10",
    Receipt => "M5 3v18l2.3-1.5L9.7 21l2.3-1.5 2.3 1.5 2.4-1.5L19 21V3zM8.5 8h7M8.5 12h7",
    Cash => "M2.5 6h19v12h-19zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6M6 9v.01M18 15v.01",
    Card => "M2.5 5h19v14h-19zM2.5 9.5h19M6 15h4",
    /// A hammer over a bench: what is made in the house.
    Bench => "M3 17h18M5.5 17v4M18.5 17v4M9 3.5h7.5v4.5H9zM11.5 8v6h2.5V8",
    /// A cabinet of drawers: what is in the house.
    Drawers => "M4 3.5h16v17H4zM4 9.2h16M4 14.9h16M10 6.3h4M10 12h4M10 17.7h4",
    Tag => "M3.5 3.5h8l9 9-8 8-9-9zM8 8v.01",
    Settings => "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M9 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4",
    Search => "M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14M15.5 15.5 21 21",
    Filter => "M3.5 5h17l-6.5 8v6l-4 2v-8z",
    Plus => "M12 5v14M5 12h14",
    Minus => "M5 12h14",
    Check => "m4.5 12.5 5 5 10-11",
    Cross => "m6 6 12 12M18 6 6 18",
    More => "M5 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2M12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2M19 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2",
    ChevronDown => "m6 9.5 6 6 6-6",
    ChevronUp => "m6 14.5 6-6 6 6",
    ChevronLeft => "m14.5 6-6 6 6 6",
    ChevronRight => "m9.5 6 6 6-6 6",
    ArrowLeft => "M20 12H4M10 6l-6 6 6 6",
    ArrowRight => "M4 12h16M14 6l6 6-6 6",
    Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5.5M12 7.7v.01",
    Warning => "M12 3.5 2.5 20h19zM12 10v4.5M12 17.2v.01",
    Stop => "M8.5 3h7L21 8.5v7L15.5 21h-7L3 15.5v-7zM12 7.5v5.5M12 16.3v.01",
    Success => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 12.3l2.8 2.7L16 9.5",
    Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5.2l3.5 2",
    Calendar => "M4 5.5h16v15H4zM4 10h16M8.5 3v4.5M15.5 3v4.5",
    Pause => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M10 9v6M14 9v6",
    Print => "M7 8.5V3h10v5.5M7 17H3.5V8.5h17V17H17M7 14h10v7H7z",
    Scan => "M3 7V4h4M17 4h4v3M21 17v3h-4M7 20H3v-3M7 8v8M10.5 8v8M13.5 8v8M17 8v8",
    Camera => "M3 7h4.5L9 4.5h6L16.5 7H21v12.5H3zM12 16.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4",
    Pen => "m4 20 1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5",
    Signature => "M3 16c3-9 6-13 7.5-12S9 14 7.5 16.5c2-3.5 4.5-5.5 5.5-5s-.5 4 .5 4.3c1 .2 1.5-2 2.7-2 .9 0 .6 1.7 1.8 1.7H21M3 20.5h18",
    Trash => "M4 6.5h16M9 6.5V4h6v2.5M6 6.5l1 14h10l1-14M10 10.5v6M14 10.5v6",
    Copy => "M8.5 8.5H20V20H8.5zM15.5 8.5V4H4v11.5h4.5",
    Link => "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17",
    External => "M14 4h6v6M20 4l-9 9M17.5 14v6H4V6.5h6",
    Download => "M12 4v11M7 10.5l5 5 5-5M4 20h16",
    Upload => "M12 16V4.5M7 9.5l5-5 5 5M4 20h16",
    File => "M6 3h8l5 5v13H6zM14 3v5h5",
    Refresh => "M20 11a8 8 0 0 0-14.5-3.5L3.5 10M3.5 4.5V10H9M4 13a8 8 0 0 0 14.5 3.5l2-2.5M20.5 19.5V14H15",
    Undo => "M8.5 5 4 9.5 8.5 14M4 9.5h10a6 6 0 0 1 0 12h-3",
    Eye => "M2.5 12C5 7.5 8.2 5.3 12 5.3s7 2.2 9.5 6.7c-2.5 4.5-5.7 6.7-9.5 6.7S5 16.5 2.5 12M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6",
    Lock => "M5 10.5h14V21H5zM8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v2.5",
    SignOut => "M10 4H4.5v16H10M15 7.5l4.5 4.5-4.5 4.5M19.5 12H9",
    Backspace => "M8 5.5h13v13H8L2.5 12zM11.5 9.5l5 5M16.5 9.5l-5 5",
    Sun => "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
    Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5",
    Wifi => "M2.5 9.5a14 14 0 0 1 19 0M5.8 13a9 9 0 0 1 12.4 0M9 16.4a4.5 4.5 0 0 1 6 0M12 19.7v.01",
}

/// An icon beside words. It is decoration: a control that shows only an icon must carry a label.
#[component]
pub fn Icon(
    /// Which one.
    #[prop(into)]
    name: Signal<IconName>,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=move || name.get().path()></path>
        </svg>
    }
}
