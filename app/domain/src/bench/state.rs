//! Where a job and each of its steps stand, and how they move: two tables.

use crate::codes::coded;

coded! {
    /// Where a job stands.
    pub enum JobState {
        Planned = "planned", "Planned";
        InWork = "in_work", "In work";
        Finished = "finished", "Finished";
        Stopped = "stopped", "Stopped";
    }
}

coded! {
    /// What happens to a job as a whole.
    pub enum JobDeed {
        /// Its first step is started, or the first thing issued to it.
        Begin = "begin", "Begin";
        Finish = "finish", "Finish job";
        Stop = "stop", "Stop job";
        /// The piece failed its check and comes back.
        Reopen = "reopen", "Back to the bench";
    }
}

/// From where, by what, to where.
pub const JOB_TABLE: &[(JobState, JobDeed, JobState)] = {
    use {JobDeed as D, JobState as S};
    &[
        (S::Planned, D::Begin, S::InWork),
        (S::InWork, D::Begin, S::InWork),
        (S::InWork, D::Finish, S::Finished),
        (S::Planned, D::Stop, S::Stopped),
        (S::InWork, D::Stop, S::Stopped),
        (S::Finished, D::Reopen, S::InWork),
    ]
};

impl JobState {
    /// Where a deed leads from here; none where it can't be done.
    #[must_use]
    pub fn after(self, deed: JobDeed) -> Option<Self> {
        let row = JOB_TABLE
            .iter()
            .find(|(from, by, _)| *from == self && *by == deed);
        row.map(|(.., to)| *to)
    }

    /// Whether work on it is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::InWork)
    }
}

coded! {
    /// What is done in a step.
    pub enum StepKind {
        Design = "design", "Wax or print";
        Casting = "casting", "Casting";
        Assembly = "assembly", "Assembly";
        Sizing = "sizing", "Ring sizing";
        Setting = "setting", "Stone setting";
        Engraving = "engraving", "Engraving";
        ChainRepair = "chain_repair", "Chain repair";
        Polishing = "polishing", "Polishing";
        Rhodium = "rhodium", "Rhodium";
        Rework = "rework", "Rework";
        Check = "check", "Final check";
    }
}

coded! {
    /// Where a step stands.
    pub enum StepState {
        Waiting = "waiting", "Waiting";
        InWork = "in_work", "In work";
        Done = "done", "Done";
    }
}

coded! {
    /// What somebody does with a step.
    pub enum StepDeed {
        Start = "start", "Start";
        /// It is laid aside, with the hours so far.
        PutDown = "put_down", "Stop";
        Finish = "finish", "Done";
    }
}

/// From where, by what, to where.
pub const STEP_TABLE: &[(StepState, StepDeed, StepState)] = {
    use {StepDeed as D, StepState as S};
    &[
        (S::Waiting, D::Start, S::InWork),
        (S::InWork, D::PutDown, S::Waiting),
        (S::InWork, D::Finish, S::Done),
    ]
};

impl StepState {
    /// Where a deed leads from here; none where it can't be done.
    #[must_use]
    pub fn after(self, deed: StepDeed) -> Option<Self> {
        let row = STEP_TABLE
            .iter()
            .find(|(from, by, _)| *from == self && *by == deed);
        row.map(|(.., to)| *to)
    }

    /// Why a deed can't be done with a step that stands so.
    #[must_use]
    pub fn refusal(self, deed: StepDeed) -> Option<&'static str> {
        if self.after(deed).is_some() {
            return None;
        }
        Some(match self {
            Self::Waiting => "This step was not started yet.",
            Self::InWork => "Somebody works on this step already.",
            Self::Done => "This step is done already.",
        })
    }
}

/// Why a step can't be worked on yet: steps are done in their turn.
#[must_use]
pub fn turn_refusal(before: impl IntoIterator<Item = (StepKind, StepState)>) -> Option<String> {
    let mut before = before.into_iter();
    let (kind, _) = before.find(|(_, state)| *state != StepState::Done)?;
    Some(format!("{} comes first.", kind.label()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_done_in_their_turn() {
        let cast = |state| [(StepKind::Casting, state)];
        assert_eq!(turn_refusal(cast(StepState::Done)), None);
        assert_eq!(
            turn_refusal(cast(StepState::InWork)).as_deref(),
            Some("Casting comes first.")
        );
    }

    #[test]
    fn a_job_is_finished_once() {
        assert_eq!(
            JobState::InWork.after(JobDeed::Finish),
            Some(JobState::Finished)
        );
        for over in [JobState::Finished, JobState::Stopped] {
            assert_eq!(over.after(JobDeed::Finish), None);
            assert_eq!(over.after(JobDeed::Stop), None);
            assert!(!over.is_open());
        }
    }

    #[test]
    fn each_deed_leads_to_one_place() {
        for (from, deed, to) in JOB_TABLE {
            assert_eq!(from.after(*deed), Some(*to));
        }
        for (from, deed, to) in STEP_TABLE {
            assert_eq!(from.after(*deed), Some(*to));
            assert_eq!(from.refusal(*deed), None);
        }
    }

    #[test]
    fn what_can_not_be_done_says_why() {
        for state in StepState::ALL {
            for deed in StepDeed::ALL {
                assert_ne!(state.after(*deed).is_some(), state.refusal(*deed).is_some());
            }
        }
    }
}
