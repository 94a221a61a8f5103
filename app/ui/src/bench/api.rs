//! What the screens of the bench ask of the server.

use crate::error::UiError;
use domain::bench::view::{BenchBoard, BenchTerms, CapacityView, JobDetail};
use domain::bench::{
    Assignee, FinishDraft, JewelerDraft, JobDraft, MetalIssue, PostponeDraft, ReturnDraft, Route,
    RouteDraft, StepRequest, StoneIssue, StopDraft,
};
use domain::catalogue::Saved;
use domain::ids::{BenchJobId, BenchStepId, IdempotencyKey, RouteId, StaffId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// All that is open at the bench.
#[server(input = Json, output = Json)]
pub async fn shop_bench() -> Result<BenchBoard, UiError> {
    let staff = crate::server::staff()?;
    Ok(services::bench::board(&crate::server::services()?, (&staff).into()).await?)
}

/// What waits for whoever asks.
#[server(input = Json, output = Json)]
pub async fn my_bench() -> Result<BenchBoard, UiError> {
    let staff = crate::server::staff()?;
    Ok(services::bench::queue(&crate::server::services()?, &staff).await?)
}

/// A job in full.
#[server(input = Json, output = Json)]
pub async fn show_job(job: BenchJobId) -> Result<JobDetail, UiError> {
    let staff = crate::server::staff()?;
    Ok(services::bench::show(&crate::server::services()?, (&staff).into(), job).await?)
}

/// What is needed to plan a job.
#[server(input = Json, output = Json)]
pub async fn planning_terms() -> Result<BenchTerms, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::bench::terms_for_planning(&services, (&staff).into()).await?)
}

/// Opens a job.
#[server(input = Json, output = Json)]
pub async fn open_job(draft: JobDraft, key: IdempotencyKey) -> Result<Saved<BenchJobId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::bench::open(&services, (&staff).into(), &draft, key).await?)
}

/// Says who does a step.
#[server(input = Json, output = Json)]
pub async fn assign_step(
    job: BenchJobId,
    step: BenchStepId,
    assignee: Assignee,
    version: i32,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::bench::assign(&services, caller, job, step, assignee, version, key).await?)
}

/// Does something with a step.
#[server(input = Json, output = Json)]
pub async fn work_step(
    job: BenchJobId,
    step: BenchStepId,
    request: StepRequest,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::bench::step(&services, (&staff).into(), job, step, &request, key).await?)
}

/// Issues metal to a job.
#[server(input = Json, output = Json)]
pub async fn issue_metal(
    job: BenchJobId,
    issue: MetalIssue,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::bench::issue_metal(&services, (&staff).into(), job, &issue, key).await?)
}

/// Issues a stone to a job.
#[server(input = Json, output = Json)]
pub async fn issue_stone(
    job: BenchJobId,
    issue: StoneIssue,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::bench::issue_stone(&services, (&staff).into(), job, &issue, key).await?)
}

/// Gives back what is left over.
#[server(input = Json, output = Json)]
pub async fn give_back(
    job: BenchJobId,
    version: i32,
    draft: ReturnDraft,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::bench::give_back(&services, (&staff).into(), job, version, &draft, key).await?)
}

/// Finishes a job.
#[server(input = Json, output = Json)]
pub async fn finish_job(
    job: BenchJobId,
    draft: FinishDraft,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::bench::finish(&services, (&staff).into(), job, &draft, key).await?)
}

/// Stops a job.
#[server(input = Json, output = Json)]
pub async fn stop_job(
    job: BenchJobId,
    draft: StopDraft,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::bench::stop(&services, (&staff).into(), job, &draft, key).await?)
}

/// Notes another day on which a job will be through.
#[server(input = Json, output = Json)]
pub async fn postpone_job(
    job: BenchJobId,
    draft: PostponeDraft,
    key: IdempotencyKey,
) -> Result<Saved<BenchJobId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::bench::postpone(&services, (&staff).into(), job, &draft, key).await?)
}

/// Adds a picture that was sent to a job.
#[server(input = Json, output = Json)]
pub async fn add_job_photo(
    job: BenchJobId,
    url: String,
    key: IdempotencyKey,
) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::bench::add_photo(&services, (&staff).into(), job, &url, key).await?)
}

/// The calendar of capacity.
#[server(input = Json, output = Json)]
pub async fn bench_capacity() -> Result<CapacityView, UiError> {
    let staff = crate::server::staff()?;
    Ok(services::bench::capacity(&crate::server::services()?, (&staff).into()).await?)
}

/// Writes somebody's hours, days off and rate.
#[server(input = Json, output = Json)]
pub async fn save_bench_hours(
    jeweler: StaffId,
    version: Option<i32>,
    draft: JewelerDraft,
    key: IdempotencyKey,
) -> Result<Saved<StaffId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    Ok(services::bench::save_jeweler(&services, caller, jeweler, version, &draft, key).await?)
}

/// How kinds of work are done.
#[server(input = Json, output = Json)]
pub async fn list_bench_routes() -> Result<Vec<Route>, UiError> {
    let staff = crate::server::staff()?;
    Ok(services::bench::routes(&crate::server::services()?, (&staff).into()).await?)
}

/// Writes how a kind of work is done.
#[server(input = Json, output = Json)]
pub async fn save_bench_route(
    known: Option<(RouteId, i32)>,
    draft: RouteDraft,
    key: IdempotencyKey,
) -> Result<Saved<RouteId>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::bench::save_route(&services, (&staff).into(), known, &draft, key).await?)
}
