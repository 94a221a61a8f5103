//! Bringing in a whole catalogue from a file, in two steps: a look at what would happen, then
//! the deed. Doing it again with the same file changes nothing.

mod cells;
mod columns;
mod plan;
mod products;
mod rows;
mod shopify;
mod store;
mod text;

use crate::{Caller, Error, Services, audit, db::Tx, idempotency, stores};
use domain::catalogue::{Count, ImportPreview, ImportResult, PreviewProduct, ProductFate};
use domain::ids::IdempotencyKey;
use domain::money::Currency;
use domain::staff::Permission;
use plan::{Plan, Planned};
use sha2::{Digest, Sha256};
use shopify::Parsed;

/// The largest file that is read. Shopify's own exports end at 15 MB.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// So many products and errors are shown one by one; the counts are always whole.
const SHOWN: usize = 300;

/// What importing the file would do. Writes nothing.
pub async fn preview(
    services: &Services,
    caller: Caller<'_>,
    file: Vec<u8>,
) -> Result<ImportPreview, Error> {
    caller.require(Permission::EditCatalogue)?;
    let mut tx = services.db.begin().await?;
    let currency = currency(services, &mut tx, caller).await?;
    let (parsed, _) = parse(file, currency).await?;
    let plan = plan::plan(&mut tx, parsed.products, currency).await?;
    Ok(describe(&plan, parsed.skipped, parsed.errors))
}

/// Brings the file's products in, all that can be brought in or none: products with errors stay
/// out where `skip_errors` says that this is meant, and keep everything out where it does not.
pub async fn apply(
    services: &Services,
    caller: Caller<'_>,
    file: Vec<u8>,
    skip_errors: bool,
    key: IdempotencyKey,
) -> Result<ImportResult, Error> {
    caller.require(Permission::EditCatalogue)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let currency = currency(services, &mut tx, caller).await?;
    let (parsed, fingerprint) = parse(file, currency).await?;
    let input = (&fingerprint, skip_errors);
    let claim =
        match idempotency::claim(&mut tx, "import_catalogue", caller, key, &input, now).await? {
            idempotency::Claimed::Done(result) => return Ok(result),
            idempotency::Claimed::New(claim) => claim,
        };
    refuse_errors(&parsed, skip_errors)?;
    // Two imports at once would each create what the other is creating.
    sqlx::query("select pg_advisory_xact_lock(hashtext('catalogue import'))")
        .execute(&mut *tx)
        .await?;
    let plan = plan::plan(&mut tx, parsed.products, currency).await?;
    let written = store::write(&mut tx, &plan, currency, now).await?;
    let result = summarise(&plan, parsed.skipped.len(), written.vendors_created);
    let data = serde_json::json!({ "file": fingerprint, "result": result });
    audit::note(&mut tx, caller, "catalogue_imported", None, data, now).await?;
    claim.complete(&mut tx, &result).await?;
    tx.commit().await?;
    Ok(result)
}

async fn currency(
    services: &Services,
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
) -> Result<Currency, Error> {
    let terms = stores::terms(&mut **tx, caller.store(), services.clock.now()).await?;
    Ok(terms.currency)
}

/// Reads the file away from the threads that serve others: a large one takes a while.
async fn parse(file: Vec<u8>, currency: Currency) -> Result<(Parsed, String), Error> {
    if file.len() > MOST_BYTES {
        return Err(Error::field(
            "/file",
            "This file is larger than 20 MB. Split it in two.",
        ));
    }
    let work = move || {
        let fingerprint = hex::encode(Sha256::digest(&file));
        (shopify::parse(&file, currency), fingerprint)
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)
}

fn refuse_errors(parsed: &Parsed, skip_errors: bool) -> Result<(), Error> {
    if parsed.products.is_empty() {
        return Err(Error::field(
            "/file",
            "There is no product in this file that can come in.",
        ));
    }
    if !skip_errors && !parsed.errors.is_empty() {
        return Err(Error::field(
            "/file",
            "Some products have errors. Mend the file, or choose to leave them out.",
        ));
    }
    Ok(())
}

fn describe(
    plan: &Plan,
    skipped: Vec<PreviewProduct>,
    mut errors: Vec<domain::catalogue::LineError>,
) -> ImportPreview {
    let error_count = number(errors.len());
    errors.truncate(SHOWN);
    let skipped_count = number(skipped.len());
    // What is new or wrong is what one looks at a preview for.
    let mut products: Vec<_> = skipped
        .into_iter()
        .chain(plan.products.iter().map(Planned::describe))
        .collect();
    products.sort_by_key(|product| (product.fate == ProductFate::Unchanged, product.line));
    products.truncate(SHOWN);
    ImportPreview {
        count: count(plan),
        new: plan.count(ProductFate::New),
        changed: plan.count(ProductFate::Changed),
        unchanged: plan.count(ProductFate::Unchanged),
        skipped: skipped_count,
        errors,
        error_count,
        products,
    }
}

fn count(plan: &Plan) -> Count {
    let products = &plan.products;
    Count {
        products: number(products.len()),
        variants: number(products.iter().map(|p| p.product.variants.len()).sum()),
        images: number(products.iter().map(|p| p.product.images.len()).sum()),
    }
}

fn summarise(plan: &Plan, skipped: usize, vendors_created: u32) -> ImportResult {
    let count = count(plan);
    ImportResult {
        new: plan.count(ProductFate::New),
        changed: plan.count(ProductFate::Changed),
        unchanged: plan.count(ProductFate::Unchanged),
        skipped: number(skipped),
        variants: count.variants,
        images: count.images,
        vendors_created,
    }
}

/// A count for the wire; a file of the size that we read never comes near the limit.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
