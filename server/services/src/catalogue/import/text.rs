//! The text of a piece of HTML. Descriptions are shown as text, never as somebody else's markup.

/// Elements that begin on a line of their own.
const BLOCKS: &[&str] = &[
    "br",
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
];

/// What these hold is no text.
const UNREAD: &[&str] = &["script", "style"];

/// A tag ends within so many bytes; a sign further away belongs to something else.
const LONGEST_TAG: usize = 4_096;

/// Takes the words out of HTML: tags dropped, entities read, blocks on lines of their own.
/// Goes over the text once, however it is made.
pub(super) fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut skipping: Option<String> = None;
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, sign) = rest.split_at(at);
        let mut out = Gate {
            text: &mut text,
            open: skipping.is_none(),
        };
        out.push(before);
        rest = match tag(sign) {
            Some(tag) => {
                if BLOCKS.contains(&tag.name.as_str()) {
                    out.push("\n");
                }
                skipping = tag.skip(skipping);
                tag.rest
            }
            None => entity(sign, &mut out),
        };
    }
    Gate {
        text: &mut text,
        open: skipping.is_none(),
    }
    .push(rest);
    tidy(&text)
}

/// Lets text through, except within what is not read.
struct Gate<'t> {
    text: &'t mut String,
    open: bool,
}

impl Gate<'_> {
    fn push(&mut self, text: &str) {
        if self.open {
            self.text.push_str(text);
        }
    }
}

/// A tag at the start of some text.
struct Tag<'a> {
    name: String,
    closing: bool,
    rest: &'a str,
}

fn tag(text: &str) -> Option<Tag<'_>> {
    let inside = text.strip_prefix('<')?;
    let (closing, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    // “< 5 mm” is no tag.
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        return None;
    }
    let end = inside
        .bytes()
        .take(LONGEST_TAG)
        .position(|byte| byte == b'>')?;
    let name = inside[..end]
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    Some(Tag {
        name,
        closing,
        rest: &inside[end + 1..],
    })
}

impl Tag<'_> {
    /// What is being skipped after this tag.
    fn skip(&self, skipping: Option<String>) -> Option<String> {
        match skipping {
            Some(name) if self.closing && name == self.name => None,
            None if !self.closing && UNREAD.contains(&self.name.as_str()) => {
                Some(self.name.clone())
            }
            skipping => skipping,
        }
    }
}

/// Reads the entity or the bare sign at the start of some text, and gives what follows.
fn entity<'a>(text: &'a str, out: &mut Gate<'_>) -> &'a str {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';');
    if let Some(end) = end
        && let Some(name) = text[..end].strip_prefix('&')
        && let Some(c) = named(name)
    {
        out.push(c.encode_utf8(&mut [0; 4]));
        return &text[end + 1..];
    }
    let (sign, rest) = text.split_at(1);
    out.push(sign);
    rest
}

fn named(name: &str) -> Option<char> {
    let numbered = |digits: &str, radix| {
        u32::from_str_radix(digits, radix)
            .ok()
            .and_then(char::from_u32)
            .filter(|c| !c.is_control())
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "rsquo" => Some('’'),
        "lsquo" => Some('‘'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "frac12" => Some('½'),
        "frac14" => Some('¼'),
        "frac34" => Some('¾'),
        "times" => Some('×'),
        "deg" => Some('°'),
        "reg" => Some('®'),
        "trade" => Some('™'),
        _ => {
            let number = name.strip_prefix('#')?;
            match number.strip_prefix(['x', 'X']) {
                Some(hex) => numbered(hex, 16),
                None => numbered(number, 10),
            }
        }
    }
}

/// One blank between words, at most one blank line between paragraphs.
fn tidy(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let follows_blank = lines.last().is_none_or(String::is_empty);
        if !(line.is_empty() && follows_blank) {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_words_out() {
        let html = "<p class=\"x\">Round &amp; brilliant,&nbsp;&frac12;&#160;ct.</p><ul><li>14K</li><li>Prong&#39;s</li></ul>";
        assert_eq!(
            plain_text(html),
            "Round & brilliant, ½ ct.\n\n14K\n\nProng's"
        );
        assert_eq!(plain_text("plain, as it is"), "plain, as it is");
        assert_eq!(plain_text("a < 5 mm & b > 3; R&D"), "a < 5 mm & b > 3; R&D");
        assert_eq!(
            plain_text("before<SCRIPT>alert(1)</SCRIPT>after"),
            "beforeafter"
        );
        assert_eq!(plain_text("<b>never closed <i"), "never closed <i");
    }
}
