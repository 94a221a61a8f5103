//! Labels in ZPL II, the language of label printers. The printer makes codes and letters itself.

use super::draw::{Dot, Drawn, draw};
use super::form::{Align, Area, Form, form};
use domain::papers::{Label, Labels};
use std::fmt::Write;

/// Labels for a printer of so many dots to a millimetre.
#[must_use]
pub fn zpl(labels: &Labels, dots: u32) -> String {
    let form = form(labels.kind);
    let one = |label| format(form, label, dots);
    labels.labels.iter().map(one).collect()
}

/// One label: from `^XA` to `^XZ`, in UTF-8, with its size first.
fn format(form: &Form, label: &Label, dots: u32) -> String {
    // To the nearest dot, so that what was fitted to whole dots comes out in as many.
    let to = |micrometres: u32| (micrometres * dots + 500) / 1000;
    let mut text = String::from("^XA\n^CI28\n");
    // Writing to a string can't fail.
    let _ = writeln!(
        text,
        "^PW{}\n^LL{}\n^LH0,0",
        to(form.width),
        to(form.height)
    );
    for drawn in draw(form, label, Dot(Some(dots))) {
        let Area { x, y, .. } = *drawn.area();
        let _ = write!(text, "^FO{},{}", to(x), to(y));
        let _ = match &drawn {
            Drawn::Line {
                area,
                align,
                text: words,
                ..
            } => write!(
                text,
                "^A0N,{}^FB{},1,0,{}",
                // Its letters are as high as their line; a little air goes above.
                to(area.height) * 9 / 10,
                to(area.width),
                justified(*align),
            )
            .and_then(|()| write!(text, "^FH_^FD{}^FS", escaped(words))),
            Drawn::Code {
                area,
                symbol,
                module,
            } if symbol.rows.len() == 1 => write!(
                text,
                "^BY{}^BCN,{},N,N,N,A^FD{}^FS",
                to(*module),
                to(area.height),
                label.code
            ),
            Drawn::Code { module, .. } => {
                write!(text, "^BXN,{},200^FD{}^FS", to(*module), label.code)
            }
        };
        text.push('\n');
    }
    text.push_str("^XZ\n");
    text
}

const fn justified(align: Align) -> char {
    match align {
        Align::Left => 'L',
        Align::Centre => 'C',
        Align::Right => 'R',
    }
}

/// Text in which nothing commands the printer: whatever is no plain character goes by its bytes
/// (`^FH`), and a backslash, which means something in a block of text (`^FB`), twice.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'\\' => escaped.push_str("_5C_5C"),
            b'^' | b'~' | b'_' => push_hex(&mut escaped, byte),
            b' '..=b'~' => escaped.push(char::from(byte)),
            _ => push_hex(&mut escaped, byte),
        }
    }
    escaped
}

fn push_hex(text: &mut String, byte: u8) {
    // Writing to a string can't fail.
    let _ = write!(text, "_{byte:02X}");
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_that_was_typed_commands_the_printer() {
        assert_eq!(escaped("^XZ ~JR _"), "_5EXZ _7EJR _5F");
        assert_eq!(escaped("½ \\& é"), "_C2_BD _5C_5C& _C3_A9");
        assert_eq!(escaped("💍\u{7}"), "_F0_9F_92_8D_07");
    }
}
