//! What a browser loads for a page beyond the page. Reads the house's own HTML and CSS, which
//! machines wrote: quoted attributes, minified sheets.

/// The files that a page's elements load.
pub fn in_html(html: &str) -> Vec<String> {
    let tags = html.split('<').skip(1);
    tags.filter_map(|tag| {
        let attribute = match tag.split([' ', '>', '/']).next()? {
            "link" => "href",
            "script" | "img" | "iframe" | "source" => "src",
            _ => return None,
        };
        let start = format!(" {attribute}=\"");
        let (_, value) = tag.split('>').next()?.split_once(&start)?;
        value.split('"').next().map(str::to_owned)
    })
    .collect()
}

/// The files that a sheet loads for a page: all that it names, save fonts for letters that the page
/// doesn't have.
pub fn in_css(css: &str, page: &str) -> Vec<String> {
    let blocks = css.split('}');
    blocks
        .filter(|block| !block.contains("@font-face") || is_needed(block, page))
        .flat_map(files)
        .collect()
}

fn files(block: &str) -> impl Iterator<Item = String> {
    let urls = block.split("url(").skip(1);
    let urls = urls.filter_map(|rest| rest.split(')').next());
    let paths = urls.map(|url| url.trim_matches(['"', '\'']));
    paths
        .filter(|path| path.starts_with('/'))
        .map(str::to_owned)
}

/// Whether a font has letters of the page.
fn is_needed(face: &str, page: &str) -> bool {
    let Some((_, ranges)) = face.split_once("unicode-range:") else {
        return true;
    };
    let ranges = ranges.split([';', '}']).next().unwrap_or_default();
    let ranges: Vec<_> = ranges.split(',').filter_map(range).collect();
    let mut letters = page.chars().map(u32::from);
    letters.any(|letter| {
        ranges
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&letter))
    })
}

/// Reads `U+0152-0153`, `U+20AC` and `U+4??`.
fn range(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let digits = text
        .strip_prefix("U+")
        .or_else(|| text.strip_prefix("u+"))?;
    let (from, to) = digits.split_once('-').unwrap_or((digits, digits));
    let number = |digits: &str, wild| u32::from_str_radix(&digits.replace('?', wild), 16).ok();
    Some((number(from, "0")?, number(to, "F")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSS: &str = r#"@font-face{font-family:A;src:url(/fonts/latin.woff2)format("woff2");unicode-range:U+??,U+131}@font-face{font-family:A;src:url("/fonts/ext.woff2")format("woff2");unicode-range:U+100-2BA,U+20AC}@font-face{font-family:B;src:local("Arial")}.x{mask:url(/ring.svg)}.y{background:url(data:image/png;base64,AA)}"#;

    #[test]
    fn a_page_loads_what_its_elements_name() {
        let html = r#"<!DOCTYPE html><head><link rel="icon" href="/favicon.svg" type="image/svg+xml"><link href="/a.css" rel="stylesheet"/><script type="module" src="/app.js"></script></head><body><a href="/elsewhere">x</a><img alt="" src="/photo.webp"><svg><use href="/no"/></svg>"#;
        assert_eq!(
            in_html(html),
            ["/favicon.svg", "/a.css", "/app.js", "/photo.webp"]
        );
    }

    #[test]
    fn fonts_are_loaded_for_letters_that_are_there() {
        assert_eq!(in_css(CSS, "Ring"), ["/fonts/latin.woff2", "/ring.svg"]);
        assert_eq!(
            in_css(CSS, "Ring, 5 €"),
            ["/fonts/latin.woff2", "/fonts/ext.woff2", "/ring.svg"]
        );
    }
}
