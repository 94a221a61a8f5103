//! What each kind of label looks like. This is the one description; a new kind is a form here.

use domain::papers::LabelKind;

/// Where something stands on a label, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

/// A piece of what a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Code,
    Title,
    Lines,
    Mark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// What stands in an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Words in lines of this height; as many as the area holds.
    Words {
        field: Field,
        line: u32,
        strong: bool,
        align: Align,
    },
    /// The code as bars; as a square where bars would be too fine to be read.
    Bars,
    /// The code as a square.
    Square,
}

/// A kind of label.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    pub width: u32,
    pub height: u32,
    pub parts: &'static [(Area, Part)],
}

/// An area in tenths of a millimetre.
const fn at(x: u32, y: u32, width: u32, height: u32) -> Area {
    Area {
        x: x * 100,
        y: y * 100,
        width: width * 100,
        height: height * 100,
    }
}

const fn words(field: Field, line: u32, strong: bool, align: Align) -> Part {
    Part::Words {
        field,
        line: line * 100,
        strong,
        align,
    }
}

/// How a kind of label looks.
#[must_use]
pub const fn form(kind: LabelKind) -> &'static Form {
    match kind {
        LabelKind::Tag => &TAG,
        LabelKind::Box => &BOX,
        LabelKind::Place => &PLACE,
        LabelKind::Envelope => &ENVELOPE,
    }
}

/// Two leaves of 10 × 10 mm: the code on one, what it is on the other.
const TAG: Form = Form {
    width: 20_000,
    height: 10_000,
    parts: &[
        (at(15, 4, 70, 70), Part::Square),
        (
            at(3, 76, 94, 20),
            words(Field::Code, 20, true, Align::Centre),
        ),
        (
            at(103, 4, 94, 36),
            words(Field::Title, 18, false, Align::Left),
        ),
        (
            at(103, 41, 94, 32),
            words(Field::Lines, 16, false, Align::Left),
        ),
        (
            at(103, 74, 94, 23),
            words(Field::Mark, 23, true, Align::Left),
        ),
    ],
};

/// 50 × 25 mm.
const BOX: Form = Form {
    width: 50_000,
    height: 25_000,
    parts: &[
        (
            at(20, 15, 460, 60),
            words(Field::Title, 30, false, Align::Left),
        ),
        (
            at(20, 75, 280, 28),
            words(Field::Lines, 28, false, Align::Left),
        ),
        (
            at(300, 73, 180, 36),
            words(Field::Mark, 36, true, Align::Right),
        ),
        (at(20, 115, 460, 90), Part::Bars),
        (
            at(20, 208, 460, 30),
            words(Field::Code, 30, true, Align::Centre),
        ),
    ],
};

/// 62 × 29 mm, to be read from a step away.
const PLACE: Form = Form {
    width: 62_000,
    height: 29_000,
    parts: &[
        (
            at(25, 15, 570, 60),
            words(Field::Title, 60, true, Align::Left),
        ),
        (
            at(25, 76, 300, 32),
            words(Field::Lines, 32, false, Align::Left),
        ),
        (
            at(325, 74, 270, 36),
            words(Field::Code, 36, true, Align::Right),
        ),
        (at(25, 120, 570, 150), Part::Bars),
    ],
};

/// 100 × 60 mm, as job envelopes are.
const ENVELOPE: Form = Form {
    width: 100_000,
    height: 60_000,
    parts: &[
        (
            at(40, 30, 600, 75),
            words(Field::Code, 75, true, Align::Left),
        ),
        (
            at(640, 30, 320, 75),
            words(Field::Mark, 60, true, Align::Right),
        ),
        (
            at(40, 115, 920, 96),
            words(Field::Title, 48, false, Align::Left),
        ),
        (
            at(40, 215, 920, 190),
            words(Field::Lines, 38, false, Align::Left),
        ),
        (at(40, 420, 920, 150), Part::Bars),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_lies_on_its_label() {
        for kind in LabelKind::ALL {
            let form = form(*kind);
            for (area, part) in form.parts {
                assert!(area.x + area.width <= form.width, "{kind}: {part:?}");
                assert!(area.y + area.height <= form.height, "{kind}: {part:?}");
            }
        }
    }

    #[test]
    fn every_label_has_its_code_for_scanners_and_for_people() {
        for kind in LabelKind::ALL {
            let parts = || form(*kind).parts.iter().map(|(_, part)| part);
            let scanned = parts().filter(|part| matches!(part, Part::Bars | Part::Square));
            let read = parts().filter(|part| {
                matches!(
                    part,
                    Part::Words {
                        field: Field::Code,
                        ..
                    }
                )
            });
            assert_eq!((scanned.count(), read.count()), (1, 1), "{kind}");
        }
    }
}
