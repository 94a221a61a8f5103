//! Job envelopes: each piece of an order travels through the house in one of its own.

/// What stands on the envelope of an order's piece: `SO-10234-1` for the first.
#[must_use]
pub fn envelope_code(order_number: &str, piece: u32) -> String {
    format!("{order_number}-{piece}")
}

#[cfg(test)]
mod tests {
    use super::envelope_code;
    use crate::stock::scan_code;

    #[test]
    fn an_envelopes_code_comes_back_from_a_scanner_as_it_was() {
        let code = envelope_code("SO-10234", 2);
        assert_eq!(code, "SO-10234-2");
        assert_eq!(scan_code(&code), Ok(code));
    }
}
