//! The secret part of a link: 256 bits that follow from the link's id and the server's secret.

use crate::Secret;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::TrackingLinkId;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Keeps these tokens apart from whatever else the secret may come to sign.
const PURPOSE: &[u8] = b"bezel tracking link v1\0";

/// The length of 256 bits in base64 without padding.
const LENGTH: usize = 43;

/// The token of a link.
pub(super) fn of(secret: &Secret, link: TrackingLinkId) -> String {
    // HMAC itself pads a shorter key with zeros to its block; done here, no length can be wrong.
    let mut block = [0; 64];
    block[..32].copy_from_slice(secret.bytes());
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(PURPOSE);
    mac.update(link.uuid().as_bytes());
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

/// What is kept of a token.
pub(super) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Whether a text could be a token at all; what can't is not worth a look into the database.
pub(super) fn is_well_formed(token: &str) -> bool {
    token.len() == LENGTH
        && token
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_follows_from_link_and_secret_alone() {
        let (here, there) = (Secret::new([7; 32]), Secret::new([8; 32]));
        let link = TrackingLinkId::generate();
        let token = of(&here, link);
        assert!(is_well_formed(&token), "{token}");
        assert_eq!(token, of(&here, link));
        assert_ne!(token, of(&there, link));
        assert_ne!(token, of(&here, TrackingLinkId::generate()));
    }

    #[test]
    fn other_text_is_no_token() {
        for text in [
            "",
            "x",
            "../../etc/passwd",
            &"a".repeat(44),
            &"é".repeat(22),
        ] {
            assert!(!is_well_formed(text), "{text}");
        }
    }
}
