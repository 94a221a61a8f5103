//! Which server functions answer to whom. Closed is the rule: one that isn't named here answers
//! only to somebody signed in at an unlocked tablet, whatever its body forgets to ask.

use super::Visitor;
use crate::people::doors as people;
use services::Error;

/// Whether this visitor may call the server function at this path at all.
pub fn admit(visitor: &Visitor, path: &str) -> Result<(), Error> {
    if people::OPEN.contains(&path) {
        return Ok(());
    }
    match visitor {
        Visitor::Staff(_) => Ok(()),
        Visitor::Locked(_) if people::WHILE_LOCKED.contains(&path) => Ok(()),
        Visitor::Locked(_) => Err(Error::Locked),
        Visitor::Anonymous => Err(Error::Unauthenticated),
    }
}
