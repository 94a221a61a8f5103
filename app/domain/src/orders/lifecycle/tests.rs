use super::*;
use crate::money::Currency;
use crate::orders::special_order;
use crate::staff::Role;
use proptest::prelude::*;
use std::collections::HashSet;
use std::fmt::Write;

fn facts(owed_before_work: i64, balance: i64, quote_expired: bool) -> Facts {
    let usd = |cents: i64| Money::from_minor_units(cents.into(), Currency::USD).unwrap();
    Facts {
        owed_before_work: usd(owed_before_work),
        balance: usd(balance),
        quote_expired,
        lines_without_piece: 1,
        ..Facts::clear(Currency::USD)
    }
}

/// The same, with the line made at the bench.
fn at_bench(facts: Facts) -> Facts {
    Facts {
        lines_at_bench: 1,
        jobs_open: 1,
        ..facts
    }
}

/// The same, with a piece from stock promised to every line.
fn from_stock(facts: Facts) -> Facts {
    Facts {
        lines_without_piece: 0,
        lines_with_piece: 1,
        ..facts
    }
}

/// Every state of every kind.
fn every_state() -> Vec<State> {
    Kind::ALL
        .iter()
        .flat_map(|kind| State::all(*kind))
        .collect()
}

/// Where orders start, whatever their kind.
fn every_first() -> Vec<State> {
    Kind::ALL
        .iter()
        .flat_map(|kind| State::first(*kind))
        .collect()
}

fn attempt(action: Action, role: Role) -> Attempt {
    Attempt {
        action,
        grants: role.grants(),
        overriding: false,
    }
}

/// The table as a reader sees it; a change of any row shows as a change of the snapshot.
fn drawn(kind: Kind) -> String {
    let mut text = String::new();
    for row in rows(kind) {
        let who = match row.by {
            By::Staff(permission) => format!("{permission:?}"),
            By::System => "system".into(),
        };
        let gates: Vec<_> = row.gates.iter().map(|gate| gate.code()).collect();
        let told = if row.told { "told" } else { "" };
        writeln!(
            text,
            "{:<14} --{:<17}--> {:<14} {who:<11} {:<14} {told}",
            row.from.code(),
            row.action.code(),
            row.to.code(),
            gates.join("+"),
        )
        .unwrap();
    }
    text
}

#[test]
fn tables() {
    for kind in Kind::ALL {
        insta::assert_snapshot!(kind.code(), drawn(*kind));
    }
}

#[test]
fn every_state_is_reached_and_left() {
    for kind in Kind::ALL {
        let table = rows(*kind);
        let reached: HashSet<_> = table.iter().map(|row| row.to).collect();
        let left: HashSet<_> = table.iter().map(|row| row.from).collect();
        for state in State::all(*kind) {
            let first = State::first(*kind).contains(&state);
            let by_cancel = state == cancelled(*kind);
            assert!(
                reached.contains(&state) || first || by_cancel,
                "{state:?} is never reached"
            );
            let last = matches!(
                state.phase(),
                crate::orders::Phase::Closed | crate::orders::Phase::Cancelled
            );
            assert!(left.contains(&state) || last, "{state:?} is never left");
        }
    }
}

#[test]
fn each_gate_shuts_and_opens_every_row_that_names_it() {
    for kind in Kind::ALL {
        for row in rows(*kind).into_iter().filter(|row| row.by != By::System) {
            let (mut shut, mut open) = (facts(5_000, 10_000, true), facts(0, 0, false));
            if row.gates.contains(&Gate::ToBeOrdered) {
                shut = from_stock(shut);
            } else if row.gates.contains(&Gate::FromStock) {
                open = from_stock(open);
            } else if row.gates.contains(&Gate::ToBeMade) {
                open = at_bench(open);
            } else if row.gates.contains(&Gate::BenchDone) {
                shut = at_bench(shut);
            } else if row.gates.contains(&Gate::NoneInHouse) {
                shut = from_stock(shut);
            }
            shut.notice_from = "2026-12-24".parse().ok();
            shut.approved = !row.gates.contains(&Gate::Approved);
            shut.web.pieces_out = u32::from(!row.gates.contains(&Gate::PiecesOut));
            open.web.pieces_out = u32::from(row.gates.contains(&Gate::PiecesOut));
            shut.po.here = u32::from(!row.gates.contains(&Gate::GoodsHere));
            if row.gates.contains(&Gate::InWindow) {
                shut.po.window = Window::Until("2026-11-01".parse().unwrap());
            }
            shut.drop_ship = row.gates.contains(&Gate::ComesToUs);
            open.drop_ship = row.gates.contains(&Gate::ShippedByVendor);
            let here = Position::at(row.from);
            let tried = apply(here, attempt(row.action, Role::Owner), &shut);
            match tried {
                Err(Refusal::Blocked(blockers)) => {
                    let named: Vec<_> = blockers.iter().map(|b| b.gate).collect();
                    assert_eq!(named, row.gates);
                }
                Ok(_) => assert!(row.gates.is_empty(), "{row:?} ignored its gates"),
                Err(other) => panic!("{row:?}: {other}"),
            }
            let taken = apply(here, attempt(row.action, Role::Owner), &open).unwrap();
            assert_eq!((taken.to, taken.told), (Position::at(row.to), row.told));
        }
    }
}

#[test]
fn nobody_passes_where_a_piece_comes_from_or_goes_to() {
    let sides = [
        Gate::FromStock,
        Gate::ToBeOrdered,
        Gate::ToBeMade,
        Gate::BenchDone,
        Gate::NoneInHouse,
        Gate::ShippedByVendor,
        Gate::ComesToUs,
        Gate::Approved,
        Gate::WorkDone,
        Gate::NoticeDue,
        Gate::NothingParked,
        Gate::PiecesOut,
        Gate::AllBack,
        Gate::RefundsSettled,
        Gate::CreditFree,
        Gate::GoodsHere,
        Gate::AllShipped,
    ];
    for gate in Gate::ALL {
        assert_eq!(gate.can_be_passed(), !sides.contains(gate), "{gate}");
    }
    let ordered = Position::at(State::SpecialOrder(special_order::State::Ordered));
    let mut settled = facts(0, 0, false);
    for drop_ship in [false, true] {
        settled.drop_ship = drop_ship;
        let offered = offers(ordered, Role::Owner.grants(), &settled);
        let may = |action| offered.iter().any(|offer| offer.action == action);
        assert_eq!(may(Action::Receive), !drop_ship);
        assert_eq!(may(Action::Release), drop_ship);
    }
}

#[test]
fn only_a_manager_passes_a_gate() {
    let ready = Position::at(State::SpecialOrder(special_order::State::Ready));
    let owing = facts(0, 10_000, false);
    let pick_up = Action::PickUp;
    let ask = |role: Role| {
        apply(
            ready,
            Attempt {
                action: pick_up,
                grants: role.grants(),
                overriding: true,
            },
            &owing,
        )
    };
    assert_eq!(ask(Role::Sales), Err(Refusal::OverrideNotAllowed));
    assert_eq!(ask(Role::Manager).unwrap().overridden.len(), 1);
    assert_eq!(ask(Role::Jeweler), Err(Refusal::NotAllowed));
}

#[test]
fn pieces_come_from_stock_or_from_a_vendor_and_nobody_passes_that() {
    let here = Position::at(State::SpecialOrder(special_order::State::ToOrder));
    let offered = |facts: Facts| -> Vec<Action> {
        let all = offers(here, Role::Owner.grants(), &facts);
        all.into_iter().map(|offer| offer.action).collect()
    };
    let take = Action::TakeFromStock;
    let order = Action::PlaceWithVendor;
    let nothing_promised = facts(0, 10_000, false);
    assert!(offered(nothing_promised).contains(&order));
    assert!(!offered(nothing_promised).contains(&take));
    let promised = from_stock(nothing_promised);
    assert!(offered(promised).contains(&take));
    assert!(!offered(promised).contains(&order));
    let insisting = Attempt {
        overriding: true,
        ..attempt(take, Role::Owner)
    };
    let tried = apply(here, insisting, &nothing_promised);
    assert!(matches!(tried, Err(Refusal::Blocked(_))), "{tried:?}");
}

#[test]
fn exactly_one_way_is_offered_whatever_covers_the_lines() {
    let here = Position::at(State::SpecialOrder(special_order::State::ToOrder));
    let ways = [
        Action::TakeFromStock,
        Action::PlaceWithVendor,
        Action::MakeAtBench,
    ];
    for promised in 0..4 {
        for made in 0..4 - promised {
            for open in 0..=made {
                let facts = Facts {
                    lines_without_piece: 3 - promised,
                    lines_at_bench: made,
                    jobs_open: open,
                    ..facts(0, 10_000, false)
                };
                let all = offers(here, Role::Owner.grants(), &facts);
                let offered = ways
                    .iter()
                    .filter(|way| all.iter().any(|offer| offer.action == **way));
                assert_eq!(offered.count(), 1, "{facts:?}");
            }
        }
    }
}

#[test]
fn what_is_finished_at_the_bench_moves_the_order_by_itself() {
    let state = |state| Position::at(State::SpecialOrder(state));
    let here = state(special_order::State::AtBench);
    let to = |facts| settle(here, &facts).last().map(|step| step.to);
    let made = at_bench(facts(0, 10_000, false));
    assert_eq!(to(made), None);
    let finished = Facts {
        jobs_open: 0,
        ..made
    };
    assert_eq!(to(finished), Some(state(special_order::State::Received)));
    let stopped = facts(0, 10_000, false);
    assert_eq!(to(stopped), Some(state(special_order::State::ToOrder)));
}

#[test]
fn the_check_waits_for_the_bench_and_says_so() {
    let here = Position::at(State::SpecialOrder(special_order::State::Received));
    let check = Action::StartCheck;
    let all = offers(
        here,
        Role::Owner.grants(),
        &at_bench(facts(0, 10_000, false)),
    );
    let offer = all.iter().find(|offer| offer.action == check).unwrap();
    assert_eq!(
        offer.blockers[0].message,
        "One piece is still at the bench."
    );
    assert!(!offer.can_override);
}

#[test]
fn a_held_order_resumes_where_it_was() {
    let here = Position::at(State::SpecialOrder(special_order::State::Ordered));
    let clear = facts(0, 0, false);
    let held = apply(here, attempt(Action::Hold, Role::Sales), &clear)
        .unwrap()
        .to;
    assert!(held.held);
    let receive = Action::Receive;
    assert_eq!(
        apply(held, attempt(receive, Role::Owner), &clear),
        Err(Refusal::OnHold)
    );
    let back = apply(held, attempt(Action::Resume, Role::Sales), &clear)
        .unwrap()
        .to;
    assert_eq!(back, here);
}

#[test]
fn nothing_is_cancelled_after_hand_over() {
    for state in every_state() {
        let tried = apply(
            Position::at(state),
            attempt(Action::Cancel, Role::Owner),
            &facts(0, 0, false),
        );
        let ended = state.handed_over() || state == cancelled(state.kind());
        assert_eq!(tried.is_err(), ended, "{state:?}");
    }
}

#[test]
fn paying_the_deposit_moves_the_order_by_itself() {
    let due = Position::at(State::SpecialOrder(special_order::State::DepositDue));
    assert!(settle(due, &facts(1, 1, false)).is_empty());
    let steps = settle(due, &facts(0, 1, false));
    assert_eq!(steps.len(), 1);
    assert_eq!(
        steps[0].to.state,
        State::SpecialOrder(special_order::State::ToOrder)
    );
}

fn any_action() -> impl Strategy<Value = Action> {
    prop::sample::select(Action::ALL)
}

/// Somebody who asks for something, whether or not they may.
fn any_attempt() -> impl Strategy<Value = Attempt> {
    let who = prop::sample::select(Role::ALL).prop_map(Role::grants);
    (any_action(), who, any::<bool>()).prop_map(|(action, grants, overriding)| Attempt {
        action,
        grants,
        overriding,
    })
}

fn any_facts() -> impl Strategy<Value = Facts> {
    (0i64..2, 0i64..2, any::<bool>(), any::<bool>(), 0u32..2).prop_map(
        |(owed, more, expired, approved, jobs_open)| Facts {
            approved,
            notice_from: "2026-12-24".parse().ok().filter(|_| expired),
            lines_at_bench: 1,
            jobs_open,
            ..facts(owed, owed + more, expired)
        },
    )
}

/// Whether a step is what its rules say and nothing else.
fn is_by_the_rules(step: &Step, from: Position, attempt: Attempt, facts: &Facts) -> bool {
    let state = from.state;
    match attempt.action {
        Action::Hold => !from.held && step.to == Position { state, held: true },
        Action::Resume => from.held && step.to == Position::at(state),
        Action::Cancel => !state.handed_over() && step.to == Position::at(cancelled(state.kind())),
        action => rows(state.kind()).iter().any(|row| {
            let asked = (row.from, row.action) == (state, action);
            let permitted = matches!(row.by, By::Staff(p) if attempt.grants.may(p));
            let shut = shut_gates(row.gates, facts);
            let passed = attempt.overriding && attempt.grants.may(Permission::Override);
            asked
                && permitted
                && !from.held
                && step.to == Position::at(row.to)
                && (shut.is_empty() || passed)
                && step.overridden == shut
        }),
    }
}

/// Whether the house may take a step by itself.
fn is_the_houses_own(step: &Step, facts: &Facts) -> bool {
    rows(step.from.state.kind()).iter().any(|row| {
        row.by == By::System
            && (row.from, row.action) == (step.from.state, step.action)
            && step.to == Position::at(row.to)
            && !step.from.held
            && shut_gates(row.gates, facts).is_empty()
    })
}

proptest! {
    #[test]
    fn offers_are_exactly_what_apply_accepts(
        state in prop::sample::select(every_state()),
        held: bool,
        role in prop::sample::select(Role::ALL),
        owed in 0i64..2, balance in 0i64..2, expired: bool, stocked: bool, approved: bool,
    ) {
        let position = Position { state, held };
        let facts = Facts { approved, ..facts(owed, balance, expired) };
        let facts = if stocked { from_stock(facts) } else { facts };
        let offered = offers(position, role.grants(), &facts);
        for action in Action::ALL.iter().copied() {
            let accepted = apply(position, attempt(action, role), &facts).is_ok();
            let open = offered.iter().any(|o| o.action == action && o.blockers.is_empty());
            prop_assert_eq!(open, accepted, "{:?} at {:?}", action, position);
        }
    }

    #[test]
    fn no_walk_leaves_the_table_or_slips_a_gate(
        first in prop::sample::select(every_first()),
        walk in prop::collection::vec(
            (any_action(), 0i64..2, 0i64..2, any::<bool>(), any::<bool>(), any::<bool>()), 1..60,
        ),
    ) {
        let mut position = Position::at(first);
        for (action, owed, balance, expired, stocked, approved) in walk {
            let facts = Facts { approved, ..facts(owed, balance, expired) };
            let facts = if stocked { from_stock(facts) } else { facts };
            let Ok(taken) = apply(position, attempt(action, Role::Owner), &facts) else { continue };
            prop_assert!(taken.overridden.is_empty());
            // Holding and resuming pass no gate.
            if taken.to.state == position.state {
                position = taken.to;
                continue;
            }
            // What is sold on account is paid after it left: credit stands before it instead.
            let on_account = first.kind() == Kind::Wholesale;
            if taken.to.state.handed_over() && !on_account {
                prop_assert_eq!(balance, 0);
            }
            let in_work = |state: State| state.phase() == crate::orders::Phase::InWork;
            if in_work(taken.to.state) && !in_work(taken.from.state) {
                prop_assert!(owed == 0 || on_account);
                prop_assert!(approved || first.kind() != Kind::Repair);
            }
            position = taken.to;
        }
    }

    #[test]
    fn no_walk_of_anybody_leaves_the_table(
        first in prop::sample::select(every_first()),
        walk in prop::collection::vec((any_attempt(), any_facts()), 1..80),
    ) {
        let mut position = Position::at(first);
        for (attempt, facts) in walk {
            let Ok(step) = apply(position, attempt, &facts) else { continue };
            prop_assert_eq!((step.action, step.from), (attempt.action, position));
            prop_assert!(is_by_the_rules(&step, position, attempt, &facts), "{step:?}");
            position = step.to;
            for own in settle(position, &facts) {
                prop_assert_eq!(own.from, position);
                prop_assert!(is_the_houses_own(&own, &facts), "{own:?}");
                position = own.to;
            }
        }
    }

    #[test]
    fn whatever_is_tried_on_a_held_order_it_resumes_where_it_was(
        state in prop::sample::select(every_state()),
        tries in prop::collection::vec((any_attempt(), any_facts()), 0..20),
    ) {
        let here = Position::at(state);
        let clear = facts(0, 0, false);
        let Ok(hold) = apply(here, attempt(Action::Hold, Role::Sales), &clear) else {
            prop_assert!(state.handed_over() || state == cancelled(state.kind()));
            return Ok(());
        };
        let ways_out = [Action::Resume, Action::Cancel];
        for (tried, facts) in tries.iter().filter(|(tried, _)| !ways_out.contains(&tried.action)) {
            prop_assert!(apply(hold.to, *tried, facts).is_err(), "{tried:?}");
            prop_assert!(settle(hold.to, facts).is_empty());
        }
        let back = apply(hold.to, attempt(Action::Resume, Role::Sales), &clear).unwrap();
        prop_assert_eq!(back.to, here);
    }
}

#[test]
fn a_web_order_waits_for_its_person_and_goes_on_by_itself() {
    use crate::orders::ecommerce::State as S;
    let at = |state| Position::at(State::Ecommerce(state));
    let with = |web| Facts {
        web,
        ..facts(0, 0, false)
    };
    let parked = with(WebFacts {
        parked: 1,
        ..WebFacts::default()
    });
    assert!(settle(at(S::Imported), &parked).is_empty());
    let to = |position, web| settle(position, &with(web)).last().map(|step| step.to);
    let clear = WebFacts::default();
    assert_eq!(to(at(S::Imported), clear), Some(at(S::ToFulfil)));
    let back = |pieces_out, unrefunded| WebFacts {
        parked: 0,
        pieces_out,
        unrefunded,
    };
    assert_eq!(to(at(S::PartlyReturned), back(1, 1)), None);
    assert_eq!(to(at(S::PartlyReturned), back(0, 1)), Some(at(S::Returned)));
    assert_eq!(to(at(S::PartlyReturned), back(1, 0)), Some(at(S::Closed)));
    assert_eq!(to(at(S::Returned), back(0, 0)), Some(at(S::Closed)));
}

#[test]
fn a_credit_hold_ends_by_a_manager_or_by_itself() {
    use crate::orders::wholesale::State as S;
    let at = |state| Position::at(State::Wholesale(state));
    let held = at(S::CreditHold);
    let with = |credit_free| Facts {
        po: PoFacts {
            credit_free,
            ..PoFacts::CLEAR
        },
        ..facts(0, 10_000, false)
    };
    assert!(settle(held, &with(false)).is_empty());
    let freed = settle(held, &with(true));
    assert_eq!(freed.last().map(|step| step.to), Some(at(S::Entered)));
    let ask = |role| apply(held, attempt(Action::ReleaseCredit, role), &with(false));
    assert_eq!(ask(Role::Sales), Err(Refusal::NotAllowed));
    assert_eq!(ask(Role::Manager).unwrap().to, at(S::Entered));
    for action in [Action::Acknowledge, Action::Allocate, Action::Ship] {
        let tried = apply(held, attempt(action, Role::Owner), &with(true));
        assert!(matches!(tried, Err(Refusal::NotFromHere(_))), "{action}");
    }
}

#[test]
fn the_last_parcel_ends_the_shipping_and_the_last_payment_the_order() {
    use crate::orders::wholesale::State as S;
    let at = |state| Position::at(State::Wholesale(state));
    let end = |unshipped, balance| {
        let facts = Facts {
            po: PoFacts {
                unshipped,
                ..PoFacts::CLEAR
            },
            ..facts(0, balance, false)
        };
        let steps = settle(at(S::PartlyShipped), &facts);
        steps.last().map(|step| step.to)
    };
    assert_eq!(end(3, 0), None, "paid so far is not paid in full");
    assert_eq!(end(0, 10_000), Some(at(S::Shipped)));
    assert_eq!(end(0, 0), Some(at(S::Closed)));
}

#[test]
fn past_the_cancel_date_somebody_has_to_ask() {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let today = day("2026-11-30");
    let (from, last) = (Some(day("2026-12-01")), Some(day("2026-11-29")));
    assert_eq!(
        Window::on(today, None, last),
        Window::Until(day("2026-11-29"))
    );
    assert_eq!(
        Window::on(today, from, None),
        Window::From(day("2026-12-01"))
    );
    assert_eq!(Window::on(today, None, Some(today)), Window::Open);
    let packed = Position::at(State::Wholesale(crate::orders::wholesale::State::Packed));
    let late = Facts {
        po: PoFacts {
            window: Window::Until(day("2026-11-29")),
            ..PoFacts::CLEAR
        },
        ..facts(0, 0, false)
    };
    let all = offers(packed, Role::Manager.grants(), &late);
    let ship = all
        .iter()
        .find(|offer| offer.action == Action::Ship)
        .unwrap();
    assert!(ship.can_override);
    assert!(ship.blockers[0].message.contains("has passed"));
}
