//! The meanings that colour may carry. Never colour alone: every toned thing also has words or an icon.

use super::IconName;

/// What a message, badge or event is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    #[default]
    Neutral,
    /// The house's own colour: what is current or chosen.
    Accent,
    Info,
    Success,
    Warning,
    Danger,
}

impl Tone {
    /// The value of `data-tone` that the style sheets know.
    pub fn as_str(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Accent => "accent",
            Tone::Info => "info",
            Tone::Success => "success",
            Tone::Warning => "warning",
            Tone::Danger => "danger",
        }
    }

    /// The icon that says the same as the colour.
    pub fn icon(self) -> IconName {
        match self {
            Tone::Neutral | Tone::Accent | Tone::Info => IconName::Info,
            Tone::Success => IconName::Success,
            Tone::Warning => IconName::Warning,
            Tone::Danger => IconName::Stop,
        }
    }
}
