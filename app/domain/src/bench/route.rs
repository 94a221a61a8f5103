//! Routes: how a kind of work is done, step by step, each with the hours it usually takes.

use super::{Hours, StepKind};
use crate::ids::RouteId;
use crate::input::{FieldErrors, required_text};
use serde::{Deserialize, Serialize};

/// More steps than any piece takes.
const MOST_STEPS: usize = 20;

/// A step of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteStep {
    pub kind: StepKind,
    pub hours: Hours,
}

/// A route as kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    pub id: RouteId,
    pub name: String,
    pub steps: Vec<RouteStep>,
    pub version: i32,
}

impl Route {
    /// What all steps take.
    #[must_use]
    pub fn hours(&self) -> Hours {
        self.steps.iter().map(|step| step.hours).sum()
    }
}

/// A step as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteStepDraft {
    pub kind: StepKind,
    pub hours: String,
}

/// A route as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RouteDraft {
    pub name: String,
    pub steps: Vec<RouteStepDraft>,
}

/// A route whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedRoute {
    pub name: String,
    pub steps: Vec<RouteStep>,
}

impl RouteDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self) -> Result<CheckedRoute, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = required_text(&self.name, 60).map_err(|_| "Say what kind of work it is.");
        let name = errors.check("/name", name);
        if self.steps.is_empty() {
            errors.add("/steps", "Add at least one step.");
        }
        if self.steps.len() > MOST_STEPS {
            errors.add("/steps", "A route has at most 20 steps.");
        }
        let mut steps = Vec::new();
        for (index, step) in self.steps.iter().enumerate().take(MOST_STEPS) {
            let pointer = format!("/steps/{index}/hours");
            match errors.check(pointer.clone(), Hours::parse(&step.hours)) {
                Some(hours) if hours.is_none() => errors.add(pointer, "Enter how long it takes."),
                Some(hours) => steps.push(RouteStep {
                    kind: step.kind,
                    hours,
                }),
                None => {}
            }
        }
        match name {
            Some(name) if errors.is_empty() => Ok(CheckedRoute { name, steps }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_has_a_name_and_steps_that_take_time() {
        let wrong = RouteDraft::default().check().unwrap_err();
        assert_eq!(
            wrong.iter().map(|(at, _)| at).collect::<Vec<_>>(),
            ["/name", "/steps"]
        );
        let step = |hours: &str| RouteStepDraft {
            kind: StepKind::Setting,
            hours: hours.into(),
        };
        let draft = |steps| RouteDraft {
            name: "Setting".into(),
            steps,
        };
        let wrong = draft(vec![step("1"), step("0"), step("-2")])
            .check()
            .unwrap_err();
        assert_eq!(
            wrong.iter().map(|(at, _)| at).collect::<Vec<_>>(),
            ["/steps/1/hours", "/steps/2/hours"]
        );
        assert!(draft(vec![step("0.25")]).check().is_ok());
    }
}
