//! The words that ship, one file for each thing that customers are told. The first line is the
//! subject, the rest the body. A shop's own words, kept in `message_templates`, take their place.

use domain::orders::history::{Happening, is_quote};
use domain::orders::{
    Action, Kind, State, custom, ecommerce, memo_sale, repair, special_order, wholesale,
};

/// A wording before it is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    pub subject: String,
    pub body: String,
}

macro_rules! shipped {
    ($(#[$doc:meta])* $list:ident: $($name:literal),+ $(,)?) => {
        $(#[$doc])*
        pub(super) const $list: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("templates/", $name, ".txt")))),+];
    };
}

shipped![
    /// Every wording for customers that ships, by name.
    SHIPPED:
    "quote",
    "order_taken",
    "quote_accepted",
    "at_bench",
    "ordered",
    "confirmed",
    "delayed",
    "received",
    "finishing",
    "ready",
    "picked_up",
    "shipped",
    "cancelled",
    "payment_received",
    "money_returned",
    "new_date",
    "delivered",
    "repair_taken",
    "repair_quote",
    "repair_approved",
    "repair_in_progress",
    "repair_parts",
    "repair_at_vendor",
    "repair_ready",
    "repair_unclaimed",
    "repair_declined",
    "repair_picked_up",
    "repair_handed_back",
    "memo_issued",
    "memo_returned",
    "memo_extended",
    "memo_reminder",
    "memo_sold",
    "sale_reversed",
    "custom_inquiry",
    "custom_estimate",
    "custom_accepted",
    "custom_design",
    "custom_changes",
    "custom_approved",
    "custom_production",
    "custom_try_on",
    "po_received",
    "po_acknowledged",
    "po_shipped",
];

shipped![
    /// Every wording for vendors that ships.
    TO_VENDORS:
    "vendor_order",
    "vendor_release",
];

/// The name of the wording that tells of something; none where the customer isn't told.
pub(super) fn name_for(happening: &Happening) -> Option<&'static str> {
    match happening {
        Happening::Captured { state, .. } if is_quote(*state) => Some("quote"),
        Happening::Captured { state, .. } => Some(match state.kind() {
            Kind::SpecialOrder | Kind::Ecommerce => "order_taken",
            Kind::Repair => "repair_taken",
            Kind::Memo => return None,
            Kind::MemoSale => "memo_sold",
            Kind::Custom => "custom_inquiry",
            Kind::Wholesale => "po_received",
        }),
        Happening::Moved {
            action: Action::Cancel,
            ..
        } => Some("cancelled"),
        Happening::Moved {
            told: true,
            to,
            action,
            ..
        } => match to {
            State::SpecialOrder(to) => of_special_order(*to),
            State::Repair(to) => of_repair(*to),
            State::Custom(to) => of_custom(*to),
            State::Ecommerce(to) => of_web_order(*to),
            State::Memo(_) => of_memo(*action),
            State::MemoSale(to) => {
                matches!(to, memo_sale::State::Reversed).then_some("sale_reversed")
            }
            State::Wholesale(to) => of_wholesale_order(*to),
        },
        Happening::PaymentTaken { .. } => Some("payment_received"),
        Happening::Refunded { .. } => Some("money_returned"),
        Happening::EstimateMoved { .. } => Some("new_date"),
        Happening::MemoReminded { .. } => Some("memo_reminder"),
        _ => None,
    }
}

const fn of_web_order(to: ecommerce::State) -> Option<&'static str> {
    use ecommerce::State as S;
    match to {
        S::Delayed => Some("delayed"),
        S::PickedUp => Some("picked_up"),
        S::Shipped => Some("shipped"),
        _ => None,
    }
}

/// A memo stays where it is in most of its steps, so that the step has the wording.
const fn of_memo(action: Action) -> Option<&'static str> {
    match action {
        Action::Issue => Some("memo_issued"),
        Action::TakeBack => Some("memo_returned"),
        Action::Extend => Some("memo_extended"),
        _ => None,
    }
}

const fn of_wholesale_order(to: wholesale::State) -> Option<&'static str> {
    match to {
        wholesale::State::Acknowledged => Some("po_acknowledged"),
        wholesale::State::PartlyShipped => Some("po_shipped"),
        _ => None,
    }
}

const fn of_repair(to: repair::State) -> Option<&'static str> {
    use repair::State as S;
    match to {
        S::QuoteSent => Some("repair_quote"),
        S::Approved => Some("repair_approved"),
        S::InProgress => Some("repair_in_progress"),
        S::WaitingForParts => Some("repair_parts"),
        S::AtVendor => Some("repair_at_vendor"),
        S::Ready => Some("repair_ready"),
        S::Unclaimed => Some("repair_unclaimed"),
        S::Declined => Some("repair_declined"),
        S::PickedUp => Some("repair_picked_up"),
        S::HandedBack => Some("repair_handed_back"),
        S::TakenIn | S::Assessed | S::QualityCheck | S::Closed | S::Cancelled => None,
    }
}

const fn of_custom(to: custom::State) -> Option<&'static str> {
    use custom::State as S;
    match to {
        S::EstimateSent => Some("custom_estimate"),
        S::DesignDue => Some("custom_accepted"),
        S::AwaitingApproval => Some("custom_design"),
        S::ChangesRequested => Some("custom_changes"),
        S::Approved => Some("custom_approved"),
        S::InProduction => Some("custom_production"),
        S::TryOn => Some("custom_try_on"),
        S::Ready => Some("ready"),
        S::PickedUp => Some("picked_up"),
        S::Shipped => Some("shipped"),
        S::Closed => Some("delivered"),
        S::Inquiry
        | S::Consultation
        | S::Design
        | S::QualityCheck
        | S::FinalPhoto
        | S::Cancelled => None,
    }
}

const fn of_special_order(to: special_order::State) -> Option<&'static str> {
    use special_order::State as S;
    match to {
        S::DepositDue => Some("quote_accepted"),
        S::AtBench => Some("at_bench"),
        S::Ordered => Some("ordered"),
        S::Confirmed => Some("confirmed"),
        S::Delayed => Some("delayed"),
        S::Received => Some("received"),
        S::Finishing => Some("finishing"),
        S::Ready => Some("ready"),
        S::PickedUp => Some("picked_up"),
        S::Shipped => Some("shipped"),
        S::Closed => Some("delivered"),
        S::Quoted | S::ToOrder | S::Released | S::QualityCheck | S::Cancelled => None,
    }
}

/// The wording that ships under a name.
pub(super) fn shipped(name: &str) -> Option<Template> {
    let mut all = SHIPPED.iter().chain(TO_VENDORS);
    let (_, text) = all.find(|(known, _)| *known == name)?;
    let (subject, body) = text.split_once('\n')?;
    Some(Template {
        subject: subject.trim().to_owned(),
        body: body.trim().to_owned(),
    })
}
