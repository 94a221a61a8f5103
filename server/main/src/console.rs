//! What commands at a terminal share: which store is meant, and refusals as sentences.

use domain::ids::StoreId;
use services::{Console, Error, Services, stores};

use crate::Failure;

/// The caller at this terminal, for the store that is meant.
pub async fn at(services: &Services, store: Option<&str>) -> Result<Console, Failure> {
    let all = stores::all(&services.db).await.map_err(in_words)?;
    Ok(Console {
        store: choose(&all, store)?,
    })
}

/// A refusal as a sentence; there are no fields at a terminal to point at.
pub fn in_words(error: Error) -> Failure {
    match error {
        Error::Invalid(errors) => {
            let sentences: Vec<_> = errors.iter().map(|(_, sentence)| sentence).collect();
            sentences.join(" ").into()
        }
        // Whoever runs the house may see what broke in it.
        Error::Internal(cause) => cause,
        other => other.into(),
    }
}

/// The store of this name or id; where nothing is said, the only one.
fn choose(all: &[(StoreId, String)], wanted: Option<&str>) -> Result<StoreId, Failure> {
    let meant = |(id, name): &&(StoreId, String)| {
        wanted.is_none_or(|text| name.eq_ignore_ascii_case(text) || id.to_string() == text)
    };
    match all.iter().filter(meant).collect::<Vec<_>>().as_slice() {
        [(only, _)] => Ok(*only),
        [] if all.is_empty() => Err("there is no store yet. Run `server demo` or open one.".into()),
        _ => {
            let names: Vec<_> = all.iter().map(|(_, name)| name.as_str()).collect();
            Err(format!("choose a store with --store: {}", names.join(", ")).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_only_store_needs_no_name() {
        let (soho, uptown) = (StoreId::generate(), StoreId::generate());
        let one = [(soho, "Soho".to_owned())];
        let two = [(soho, "Soho".to_owned()), (uptown, "Uptown".to_owned())];
        assert_eq!(choose(&one, None).ok(), Some(soho));
        assert_eq!(choose(&two, Some("uptown")).ok(), Some(uptown));
        assert_eq!(choose(&two, Some(&soho.to_string())).ok(), Some(soho));
        for unclear in [None, Some("Harlem")] {
            let said = choose(&two, unclear).err().map(|said| said.to_string());
            assert!(said.is_some_and(|said| said.contains("--store: Soho, Uptown")));
        }
        assert!(choose(&[], None).is_err());
    }
}
