use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn hours(whole: u32) -> Hours {
    Hours::of_quarters(whole * 4)
}

/// Somebody with so many hours from Monday to Friday, and so many planned already.
fn queue(name: &str, daily: u32, planned: u32) -> Queue {
    let mut week = [hours(daily); 7];
    week[5] = Hours::NONE;
    week[6] = Hours::NONE;
    Queue {
        staff: StaffId::generate(),
        name: name.into(),
        week,
        days_off: Vec::new(),
        planned: hours(planned),
    }
}

/// Planned on Wednesday, 2 December 2026.
fn bench(queues: Vec<Queue>) -> Bench {
    Bench {
        today: day("2026-12-02"),
        house: HouseDays::default(),
        queues,
        unassigned: Hours::NONE,
    }
}

fn anybody(whole: u32) -> Need {
    Need::Bench {
        jeweler: None,
        hours: hours(whole),
    }
}

#[test]
fn a_day_comes_with_its_reason() {
    let maria = queue("Maria", 4, 2);
    let plan = bench(vec![maria]).plan(&[anybody(6)]).unwrap();
    assert_eq!(plan.finish, day("2026-12-04"));
    assert_eq!(plan.promise, day("2026-12-07"));
    assert_eq!(
        plan.why,
        "6 h of bench work. Maria has 2 h free on Thu and 4 h on Fri, so Fri 4 Dec; 1 day to check."
    );
}

#[test]
fn who_is_through_first_gets_what_nobody_is_named_for() {
    let busy = queue("Maria", 8, 40);
    let free = queue("Tom", 4, 0);
    let named = Need::Bench {
        jeweler: Some(busy.staff),
        hours: hours(1),
    };
    let bench = bench(vec![busy, free]);
    let plan = bench.plan(&[anybody(4)]).unwrap();
    assert_eq!(plan.finish, day("2026-12-03"));
    assert!(plan.why.contains("Tom has 4 h free on Thu"), "{}", plan.why);
    let plan = bench.plan(&[named]).unwrap();
    assert_eq!(plan.finish, day("2026-12-10"), "after all that is planned");
}

#[test]
fn days_off_and_vendors_push_it_back() {
    let mut maria = queue("Maria", 8, 0);
    maria.days_off = vec![day("2026-12-03"), day("2026-12-04")];
    let bench = bench(vec![maria]);
    let plan = bench.plan(&[anybody(8)]).unwrap();
    assert_eq!(plan.finish, day("2026-12-07"));
    let cast = [Need::Vendor { days: 5 }, anybody(1)];
    let plan = bench.plan(&cast).unwrap();
    assert_eq!(plan.steps, [day("2026-12-10"), day("2026-12-10")]);
    assert!(plan.why.contains("5 working days at a vendor"));
}

#[test]
fn without_hours_there_is_no_day() {
    assert_eq!(
        bench(vec![]).plan(&[anybody(1)]).unwrap_err(),
        CannotPlan::Nobody
    );
    let idle = bench(vec![queue("Maria", 0, 0)]);
    assert_eq!(idle.plan(&[anybody(1)]).unwrap_err(), CannotPlan::Nobody);
    let full = bench(vec![queue("Maria", 1, 4_000)]);
    assert_eq!(full.plan(&[anybody(1)]).unwrap_err(), CannotPlan::Full);
}

fn some_queue() -> impl Strategy<Value = Queue> {
    (
        prop::array::uniform7(0u32..40),
        0u32..200,
        prop::collection::vec(0u64..20, 0..5),
    )
        .prop_map(|(week, planned, off)| Queue {
            staff: StaffId::generate(),
            name: "Maria".into(),
            week: week.map(Hours::of_quarters),
            days_off: off
                .into_iter()
                .map(|ahead| day("2026-12-02") + Days::new(ahead))
                .collect(),
            planned: Hours::of_quarters(planned),
        })
}

fn some_needs() -> impl Strategy<Value = Vec<(Option<u8>, u32, bool)>> {
    prop::collection::vec(
        (prop::option::of(any::<u8>()), 1u32..60, any::<bool>()),
        1..6,
    )
}

/// Needs that name some of the queues.
fn needs_of(queues: &[Queue], raw: &[(Option<u8>, u32, bool)]) -> Vec<Need> {
    let need = |(who, quarters, outside): &(Option<u8>, u32, bool)| {
        if *outside {
            return Need::Vendor {
                days: u16::try_from(*quarters % 8).unwrap(),
            };
        }
        Need::Bench {
            jeweler: who.map(|who| queues[usize::from(who) % queues.len()].staff),
            hours: Hours::of_quarters(*quarters),
        }
    };
    raw.iter().map(need).collect()
}

proptest! {
    #[test]
    fn no_day_gives_more_hours_than_it_has(
        queues in prop::collection::vec(some_queue(), 1..4), raw in some_needs(),
    ) {
        let needs = needs_of(&queues, &raw);
        let bench = bench(queues);
        if let Ok(plan) = bench.plan(&needs) {
            for taken in &plan.taken {
                let queue = &bench.queues[bench.position(taken.staff).unwrap()];
                prop_assert!(taken.used <= taken.free);
                prop_assert!(taken.free <= queue.hours_on(taken.day));
                prop_assert!(taken.day > bench.today && taken.day <= plan.finish);
            }
            let asked: Hours = needs.iter().filter_map(|need| match need {
                Need::Bench { hours, .. } => Some(*hours),
                Need::Vendor { .. } => None,
            }).sum();
            let used: Hours = plan.taken.iter().map(|taken| taken.used).sum();
            prop_assert_eq!(used, asked, "all of it has its day");
            prop_assert!(plan.steps.is_sorted());
            prop_assert!(plan.promise > plan.finish);
        }
    }

    #[test]
    fn more_to_do_is_never_done_earlier(
        queues in prop::collection::vec(some_queue(), 1..4), raw in some_needs(),
        whose in any::<usize>(), more in 1u32..100, unassigned in 0u32..100,
    ) {
        let needs = needs_of(&queues, &raw);
        let before = bench(queues);
        let mut fuller = before.clone();
        let index = whose % fuller.queues.len();
        fuller.queues[index].planned = fuller.queues[index].planned.plus(Hours::of_quarters(more));
        fuller.unassigned = Hours::of_quarters(unassigned);
        let mut longer = needs.clone();
        longer.push(Need::Bench { jeweler: None, hours: Hours::of_quarters(more) });
        let plan = before.plan(&needs);
        for later in [fuller.plan(&needs), before.plan(&longer)] {
            match (&plan, later) {
                (Ok(plan), Ok(later)) => prop_assert!(later.finish >= plan.finish),
                (Err(_), Ok(later)) => prop_assert!(false, "{later:?} out of nothing"),
                _ => {}
            }
        }
    }
}
