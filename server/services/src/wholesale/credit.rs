//! Whether an account has credit for an order.

use super::store::accounts;
use crate::Error;
use crate::db::Tx;
use domain::ids::CustomerId;
use domain::money::Money;

/// By how much an order of a total goes beyond an account's credit; none where it fits. Nobody else
/// takes what is left of it until the transaction ends.
pub(crate) async fn short_of(
    tx: &mut Tx<'_>,
    account: CustomerId,
    total: Money,
) -> Result<Option<Money>, Error> {
    let credit = accounts::lock_credit(tx, account, total.currency()).await?;
    Ok(credit.short_of(total)?)
}
