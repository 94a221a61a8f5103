//! Rounds of a design: what is shown to the customer, and what they say of it.

use super::files::{DesignFile, is_hash};
use crate::codes::coded;
use crate::input::{FieldErrors, optional_text, required_text};
use serde::{Deserialize, Serialize};

/// More files of one round nobody looks at.
const MOST_FILES: usize = 20;

/// A file of a round as chosen: it was sent before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewFile {
    pub hash: String,
    /// What it is called.
    pub name: String,
}

/// A round as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewRound {
    /// What is new in it.
    pub note: String,
    pub files: Vec<NewFile>,
    /// Whether its pictures are on the customer's page.
    pub public: bool,
}

/// A file of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundFile {
    pub name: String,
    pub file: DesignFile,
}

/// A round checked, each file as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    pub note: Option<String>,
    pub files: Vec<RoundFile>,
    pub public: bool,
}

impl NewRound {
    /// Checks what is shown against the files that are kept.
    pub fn checked(&self, kept: &[DesignFile]) -> Result<Round, FieldErrors> {
        let mut errors = FieldErrors::new();
        let note = errors
            .check("/note", optional_text(&self.note, 2_000))
            .flatten();
        if self.files.is_empty() {
            errors.add("/files", "Add a file to show.");
        }
        if self.files.len() > MOST_FILES {
            errors.add("/files", "A round has at most 20 files.");
            return Err(errors);
        }
        let mut files: Vec<RoundFile> = Vec::with_capacity(self.files.len());
        for (index, chosen) in self.files.iter().enumerate() {
            let known = kept.iter().find(|file| file.hash == chosen.hash);
            let Some(file) = known.filter(|file| is_hash(&file.hash)) else {
                errors.add(
                    format!("/files/{index}"),
                    "This file is not here any more. Send it again.",
                );
                continue;
            };
            let name = required_text(&chosen.name, 120).map_err(|_| "Name the file.");
            let name = errors.check(format!("/files/{index}"), name);
            if let Some(name) = name
                && !files.iter().any(|other| other.file == *file)
            {
                files.push(RoundFile {
                    name,
                    file: file.clone(),
                });
            }
        }
        errors.into_result()?;
        Ok(Round {
            note,
            files,
            public: self.public,
        })
    }
}

coded! {
    /// What the customer says of a revision.
    pub enum Verdict {
        /// Of an estimate, before anything is drawn.
        Accepted = "accepted", "Estimate accepted";
        Approved = "approved", "Approved";
        Changes = "changes", "Changes requested";
    }
}

#[cfg(test)]
mod tests {
    use super::super::files::FileKind;
    use super::*;

    fn file(letter: char) -> DesignFile {
        DesignFile {
            hash: letter.to_string().repeat(64),
            kind: FileKind::Png,
            bytes: 10,
            picture: None,
        }
    }

    fn chosen(letter: char) -> NewFile {
        NewFile {
            hash: letter.to_string().repeat(64),
            name: format!("{letter}.png"),
        }
    }

    #[test]
    fn only_files_that_are_kept_are_shown_and_each_once() {
        let kept = [file('a'), file('b')];
        let round = |files| NewRound {
            files,
            ..NewRound::default()
        };
        let shown = round(vec![chosen('a'), chosen('b'), chosen('a')]);
        assert_eq!(shown.checked(&kept).unwrap().files.len(), 2);
        let wrong = round(vec![chosen('a'), chosen('c')]).checked(&kept);
        assert!(wrong.unwrap_err().get("/files/1").is_some());
        assert!(
            round(Vec::new())
                .checked(&kept)
                .unwrap_err()
                .get("/files")
                .is_some()
        );
    }
}
