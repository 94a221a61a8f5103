//! Whose hours are whose, and the form by which a manager changes them.

use super::Known;
use crate::attempt::{Attempt, AttemptForm};
use crate::bench::api::save_bench_hours;
use crate::bench::words::short_day;
use crate::components::{
    Button, ButtonVariant, DateField, Dialog, IconName, MoneyField, NumberField, Panel, use_toasts,
};
use crate::people::use_session;
use chrono::NaiveDate;
use domain::bench::{Hours, JewelerDraft, JewelerView};
use domain::staff::Permission;
use leptos::prelude::*;

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Whose hours are changed. It stands beside what is read anew, so that nothing that somebody types
/// is lost when another tablet changes something. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    about: RwSignal<Option<JewelerView>>,
    open: RwSignal<bool>,
}

impl Editing {
    pub(super) fn new() -> Self {
        Self {
            about: RwSignal::new(None),
            open: RwSignal::new(false),
        }
    }

    fn start(self, jeweler: JewelerView) {
        self.about.set(Some(jeweler));
        self.open.set(true);
    }
}

/// The dialog in which hours are changed.
#[component]
pub(super) fn EditHours(known: Known, editing: Editing) -> impl IntoView {
    let Editing { about, open } = editing;
    let title = Signal::derive(move || {
        about.with(|about| {
            let name = about.as_ref().map(|jeweler| jeweler.name.as_str());
            format!("Hours of {}", name.unwrap_or_default())
        })
    });
    view! {
        <Dialog open=open title=title>
            {move || about.get().map(|jeweler| {
                let attempt = Attempt::new(open, move || known.refetch());
                view! { <HoursForm jeweler=jeweler attempt=attempt /> }
            })}
        </Dialog>
    }
}

#[component]
pub(super) fn People(editing: Editing, jewelers: Vec<JewelerView>) -> impl IntoView {
    let session = use_session();
    let plans = untrack(|| session.may(Permission::PlanBench));
    view! {
        <Panel title="Jewelers">
            <ul class="jewelers">
                {jewelers.into_iter().map(|jeweler| one(jeweler, plans, editing)).collect_view()}
            </ul>
        </Panel>
    }
}

fn one(jeweler: JewelerView, plans: bool, editing: Editing) -> impl IntoView {
    let week: Hours = jeweler.week.iter().copied().sum();
    let facts = match jeweler.version {
        None => "No hours yet".to_owned(),
        Some(_) => {
            let rate = jeweler.rate.map(|rate| format!(" · {rate} an hour"));
            format!("{week} a week{}", rate.unwrap_or_default())
        }
    };
    let away = jeweler.days_off.iter().take(4).map(|day| short_day(*day));
    let away: Vec<_> = away.collect();
    let away = (!away.is_empty()).then(|| format!("Away {}", away.join(", ")));
    let kept = StoredValue::new(jeweler.clone());
    view! {
        <li>
            <div>
                <p><strong class="breakable">{jeweler.name}</strong></p>
                <p class="quiet">{facts}</p>
                {away.map(|away| view! { <p class="quiet">{away}</p> })}
            </div>
            {plans.then(|| view! {
                <Button on_press=move |()| editing.start(kept.get_value())>"Change hours"</Button>
            })}
        </li>
    }
}

/// Hours as they are typed: nothing for none.
fn typed(hours: Hours) -> String {
    if hours.is_none() {
        String::new()
    } else {
        hours.amount().to_string()
    }
}

#[component]
fn HoursForm(jeweler: JewelerView, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let week = jeweler.week.map(|hours| RwSignal::new(typed(hours)));
    let rate = jeweler.rate.map(|rate| rate.plain()).unwrap_or_default();
    let rate = RwSignal::new(rate);
    let days = RwSignal::new(jeweler.days_off.clone());
    let (staff, version) = (jeweler.staff, jeweler.version);
    let go = move |()| {
        let draft = JewelerDraft {
            week: week.map(|day| day.get_untracked()),
            rate: rate.get_untracked(),
            days_off: days.get_untracked(),
        };
        attempt.make(
            move |key| save_bench_hours(staff, version, draft, key),
            move |_| toasts.success("The hours are kept."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Keep the hours" on_go=go>
            <div class="form-grid">
                {week
                    .into_iter()
                    .enumerate()
                    .map(|(day, value)| view! {
                        <NumberField
                            label=DAYS[day] name=format!("/week/{day}") value=value
                            unit=Some("h".to_owned()) optional=true
                            error=attempt.at(format!("/week/{day}"))
                        />
                    })
                    .collect_view()}
                <MoneyField
                    label="What an hour costs" name="/rate" value=rate error=attempt.at("/rate")
                />
            </div>
            <DaysOff days=days />
        </AttemptForm>
    }
}

#[component]
fn DaysOff(days: RwSignal<Vec<NaiveDate>>) -> impl IntoView {
    let next = RwSignal::new(String::new());
    let add = move |()| {
        let Ok(day) = next.with_untracked(|day| day.parse::<NaiveDate>()) else {
            return;
        };
        days.update(|days| {
            days.push(day);
            days.sort_unstable();
            days.dedup();
        });
        next.set(String::new());
    };
    view! {
        <div class="stack" data-gap="snug">
            <DateField label="A day off" name="/day_off" value=next optional=true />
            <Button icon=IconName::Plus on_press=add>"Add the day"</Button>
            <ul class="days-off">
                {move || days
                    .get()
                    .into_iter()
                    .map(|day| {
                        let remove = move |()| days.update(|days| days.retain(|kept| *kept != day));
                        view! {
                            <li>
                                <span>{short_day(day)}</span>
                                <Button
                                    variant=ButtonVariant::Quiet icon=IconName::Cross icon_only=true
                                    on_press=remove
                                >
                                    {format!("Remove {}", short_day(day))}
                                </Button>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </div>
    }
}
