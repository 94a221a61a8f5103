use super::{Attempt, Handler, Job};
use crate::messages::{self, port::Mailer};
use crate::{Error, Services, orders, stock};
use async_trait::async_trait;
use std::sync::Arc;

/// What each job does.
pub struct Effects {
    services: Services,
    /// None where no mail server is set up: messages are then kept.
    mailer: Option<Arc<dyn Mailer>>,
}

impl Effects {
    #[must_use]
    pub fn new(services: Services, mailer: Option<Arc<dyn Mailer>>) -> Self {
        Self { services, mailer }
    }
}

#[async_trait]
impl Handler for Effects {
    async fn handle(&self, job: &Job, attempt: Attempt) -> Result<(), Error> {
        let mailer = self.mailer.as_deref();
        match *job {
            Job::Notify { event } => messages::notify(&self.services, mailer, event, attempt).await,
            Job::Send { message } => messages::send(&self.services, mailer, message, attempt).await,
            Job::WriteToVendor { purchase, letter } => {
                messages::write_to_vendor(&self.services, mailer, purchase, letter, attempt).await
            }
            Job::ImportStock { import } => {
                stock::import::run(&self.services, import, attempt).await
            }
            Job::ReviewCredit { account } => {
                orders::wholesale::review(&self.services, account).await
            }
        }
    }
}
