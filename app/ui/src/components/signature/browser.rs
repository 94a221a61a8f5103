//! From pointer to path, made of absolute moves and lines: nothing else counts as a signature.
//! Whole numbers throughout: half a grid unit is thinner than any pen.

use super::{SIGNATURE_HEIGHT, SIGNATURE_WIDTH};
use leptos::{ev::PointerEvent, web_sys::SvgElement};
use std::fmt::Write as _;

/// Points nearer than this to the last one add weight and no shape.
const MIN_STEP: i32 = 2;
/// Longer than any signature; a pad that is scribbled on all day must not grow without end.
const MAX_PATH: usize = 40_000;

/// A line being drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    pointer: i32,
    x: i32,
    y: i32,
}

impl Stroke {
    /// Starts a line where the pen, finger or main button went down.
    pub(super) fn begin(pad: &SvgElement, event: &PointerEvent) -> Option<Self> {
        if event.button() != 0 {
            return None;
        }
        event.prevent_default();
        // Without capture a line merely ends at the edge of the pad.
        let _ = pad.set_pointer_capture(event.pointer_id());
        let (x, y) = point(pad, event)?;
        Some(Self {
            pointer: event.pointer_id(),
            x,
            y,
        })
    }

    /// Writes the start of the line, with a dot for those who only tap.
    pub(super) fn write_start(self, path: &mut String) {
        // Writing to a string can't fail.
        let (x, y) = (self.x, self.y);
        let _ = write!(path, "M{x} {y}L{} {y}", x.saturating_add(1));
    }

    /// Draws on to where the pointer is; says whether there was anything to draw.
    pub(super) fn extend(
        &mut self,
        pad: &SvgElement,
        event: &PointerEvent,
        path: &mut String,
    ) -> bool {
        let Some((x, y)) = point(pad, event) else {
            return false;
        };
        let (dx, dy) = (x.saturating_sub(self.x), y.saturating_sub(self.y));
        let near = dx.abs() < MIN_STEP && dy.abs() < MIN_STEP;
        if event.pointer_id() != self.pointer || near || path.len() > MAX_PATH {
            return false;
        }
        let _ = write!(path, "L{x} {y}");
        (self.x, self.y) = (x, y);
        true
    }
}

/// Where the pointer is, on the grid.
fn point(pad: &SvgElement, event: &PointerEvent) -> Option<(i32, i32)> {
    let area = pad.get_bounding_client_rect();
    let x = event.client_x().checked_sub(rounded(area.left()))?;
    let y = event.client_y().checked_sub(rounded(area.top()))?;
    Some((
        x.checked_mul(SIGNATURE_WIDTH)?
            .checked_div(rounded(area.width()))?
            .clamp(0, SIGNATURE_WIDTH),
        y.checked_mul(SIGNATURE_HEIGHT)?
            .checked_div(rounded(area.height()))?
            .clamp(0, SIGNATURE_HEIGHT),
    ))
}

/// Screen coordinates come as floats and are small; the cast saturates.
fn rounded(pixels: f64) -> i32 {
    pixels.round() as i32
}
