//! Breaking words into lines, by how wide letters are in general: a label printer's own letters
//! are not ours to measure, and both ways of printing shall break where the other does.

/// The lines of a text in so much room; what is too long ends in an ellipsis.
pub fn lines(text: &str, width: u32, line: u32, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let wide = width_of(word, line);
        let gap = if used == 0 { 0 } else { advance(' ', line) };
        if used > 0 && used + gap + wide > width {
            lines.push(String::new());
            used = 0;
        } else if used > 0 && !word.is_empty() {
            push(&mut lines, ' ');
            used += gap;
        }
        // A word that is longer than a line is parted anywhere.
        for letter in word.chars() {
            let step = advance(letter, line);
            if used > 0 && used + step > width {
                lines.push(String::new());
                used = 0;
            }
            push(&mut lines, letter);
            used += step;
        }
    }
    lines.retain(|line| !line.is_empty());
    cut(lines, width, line, most)
}

/// How high lines may be for a text to stand in one of them; a fifth at least, below which nobody
/// reads it.
pub fn fit(text: &str, width: u32, line: u32) -> u32 {
    let wide = width_of(text, line).max(1);
    (line * width.min(wide) / wide).max(line / 5)
}

fn push(lines: &mut [String], letter: char) {
    if let Some(last) = lines.last_mut() {
        last.push(letter);
    }
}

/// No more lines than there is room for.
fn cut(mut lines: Vec<String>, width: u32, line: u32, most: usize) -> Vec<String> {
    if lines.len() <= most {
        return lines;
    }
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        while width_of(last, line) + advance('…', line) > width && last.pop().is_some() {}
        last.push('…');
    }
    lines
}

fn width_of(text: &str, line: u32) -> u32 {
    text.chars().map(|letter| advance(letter, line)).sum()
}

/// How wide a letter is in lines of this height.
fn advance(letter: char, line: u32) -> u32 {
    let thousandths = match letter {
        ' ' | 'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 230,
        'f' | 'r' | 't' | 'I' | '(' | ')' | '-' | '/' => 310,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 700,
        letter if letter.is_ascii_uppercase() => 520,
        letter if letter.is_ascii() => 440,
        // Accented letters are as wide as those without.
        letter if letter < '\u{0530}' => 520,
        _ => 900,
    };
    line * thousandths / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_between_them() {
        let broken = lines("Three stone ring, 14k white gold", 10_000, 2_000, 9);
        assert_eq!(broken, ["Three stone", "ring, 14k", "white gold"]);
    }

    #[test]
    fn a_word_that_is_longer_than_a_line_is_parted() {
        let broken = lines(&"x".repeat(25), 10_000, 2_000, 9);
        assert_eq!(broken, ["x".repeat(11), "x".repeat(11), "x".repeat(3)]);
    }

    #[test]
    fn what_is_too_long_says_that_there_is_more() {
        let broken = lines(&"ring ".repeat(40), 10_000, 2_000, 2);
        assert_eq!(broken, ["ring ring ring", "ring ring rin…"]);
        assert_eq!(lines("ring", 10_000, 2_000, 0), Vec::<String>::new());
    }

    #[test]
    fn what_must_not_be_cut_gets_smaller() {
        let long = "$1,124,000.00";
        let line = fit(long, 9_400, 2_300);
        assert!(line < 2_300);
        assert_eq!(lines(long, 9_400, line, 1), [long]);
        assert_eq!(fit("$9.00", 9_400, 2_300), 2_300);
    }

    #[test]
    fn line_ends_and_control_characters_are_gaps() {
        assert_eq!(lines(" a\r\nb\u{0}c\t", 10_000, 2_000, 9), ["a b c"]);
        assert_eq!(lines(" \n", 10_000, 2_000, 9), Vec::<String>::new());
    }
}
