//! A number as bars, for scanners, with the number below it for people.

use barcoders::sym::code39::Code39;
use leptos::prelude::*;

/// In widths of a narrow bar.
const HEIGHT: usize = 26;

/// A Code 39 of a number, which every scanner reads; only the number, where it can't be written so.
#[component]
pub fn Barcode(#[prop(into)] text: String) -> impl IntoView {
    let drawn = Code39::new(&text).ok().map(|code| {
        let modules = code.encode();
        view! {
            <svg
                class="barcode-bars"
                viewBox=format!("0 0 {} {HEIGHT}", modules.len())
                preserveAspectRatio="none"
                aria-hidden="true"
            >
                <path d=path(&modules) />
            </svg>
        }
    });
    view! {
        <div class="barcode">
            {drawn}
            <p class="barcode-text">{text}</p>
        </div>
    }
}

/// The outlines of the bars: neighbouring dark modules are one bar.
fn path(modules: &[u8]) -> String {
    let mut path = String::new();
    let mut at = 0;
    for bar in modules.chunk_by(|one, next| one == next) {
        let width = bar.len();
        if bar.first() == Some(&1) {
            path.push_str(&format!("M{at} 0h{width}v{HEIGHT}h-{width}z"));
        }
        at += width;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn dark_modules_are_bars() {
        assert_eq!(path(&[0, 1, 1, 0, 1]), "M1 0h2v26h-2zM4 0h1v26h-1z");
        assert_eq!(path(&[]), "");
    }
}
