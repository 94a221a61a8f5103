use super::*;
use crate::ids::{PaymentTermsId, TierId, VendorId};
use crate::tax::LineClass;
use crate::wholesale::account::Account;
use crate::wholesale::blanket::BlanketLineView;
use crate::wholesale::book::{PaymentTerms, Tier};
use crate::wholesale::credit::{Credit, Exposure};
use crate::wholesale::exemption::Certificate;
use rust_decimal::Decimal;

fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn account() -> AccountView {
    let (terms, tier) = (PaymentTermsId::generate(), TierId::generate());
    AccountView {
        customer: CustomerId::generate(),
        name: "Harbor & Vine".into(),
        phone: None,
        email: None,
        account: Account {
            terms,
            tier,
            discount: None,
            credit_limit: usd("10000"),
            minimum: usd("500"),
            rep: None,
            note: None,
            active: true,
            contacts: vec![],
            certificates: vec![Certificate {
                state: "NY".into(),
                number: "R-77".into(),
                expires_on: Some(day("2027-01-31")),
            }],
            styles: vec![],
        },
        terms: PaymentTerms {
            id: terms,
            name: "Net 30".into(),
            days: 30,
        },
        tier: Tier {
            id: tier,
            name: "Key".into(),
            discount: Decimal::from(50),
        },
        style_titles: vec![],
        doors: vec![],
        credit: Credit {
            limit: usd("10000"),
            taken: Exposure {
                receivable: usd("0"),
                on_order: usd("0"),
            },
        },
        late: usd("0"),
        blankets: vec![],
        version: 1,
        today: day("2026-11-30"),
    }
}

fn ring() -> Sellable {
    Sellable {
        variant: VariantId::generate(),
        style: StyleId::generate(),
        title: "Halo ring".into(),
        options: "6 / 14K white".into(),
        sku: Some("HR-6W".into()),
        price: usd("250"),
        cost: Some(usd("60")),
        class: LineClass::Goods,
        vendor: Some(VendorId::generate()),
        vendor_name: None,
        lead_days: 10,
        route: None,
        photo: None,
    }
}

struct Shop {
    terms: PoTerms,
    catalogue: HashMap<VariantId, Sellable>,
    ring: VariantId,
}

fn shop(role: Role) -> Shop {
    let ring = ring();
    Shop {
        terms: PoTerms {
            currency: Currency::USD,
            rates: Rates {
                goods: Decimal::new(8875, 5),
                labour: Decimal::ZERO,
            },
            house: HouseDays::default(),
            role,
            account: account(),
            breaks: vec![],
            blanket: None,
            sold: vec![],
        },
        ring: ring.variant,
        catalogue: HashMap::from([(ring.variant, ring)]),
    }
}

impl Shop {
    fn po(&self, quantity: u32) -> NewPo {
        NewPo {
            account: self.terms.account.customer,
            po_number: "4711".into(),
            blanket: None,
            lines: vec![NewPoLine {
                variant: self.ring,
                quantity,
                unit_price: String::new(),
                price_reason: String::new(),
            }],
            ship_from: None,
            cancel_after: None,
            ship_to: PostalAddress {
                recipient: String::new(),
                line1: "1 Pier".into(),
                line2: String::new(),
                city: "New York".into(),
                region: "NY".into(),
                postcode: "10001".into(),
                country: "US".into(),
            },
            minimum_reason: String::new(),
            note: String::new(),
        }
    }

    fn checked(&self, po: &NewPo) -> Result<Po, FieldErrors> {
        po.checked(&self.terms.terms(&self.catalogue))
    }

    fn wrong(&self, po: &NewPo, pointer: &str) -> String {
        let errors = self.checked(po).unwrap_err();
        let wrong = errors.get(pointer);
        wrong.unwrap_or_else(|| panic!("{errors}")).to_owned()
    }
}

#[test]
fn an_order_is_priced_by_the_account_and_not_taxed() {
    let shop = shop(Role::Sales);
    let po = shop.checked(&shop.po(12)).unwrap();
    assert_eq!(po.order.totals.total, usd("1500"));
    assert_eq!(po.order.totals.tax, usd("0"));
    assert!(po.exemption.exempt);
    let line = &po.order.lines[0];
    assert_eq!(line.price_reason.as_deref(), Some("Key: 50 % off"));
    assert_eq!(line.list_price, Some(usd("250")));
}

#[test]
fn what_goes_to_another_state_is_taxed() {
    let shop = shop(Role::Sales);
    let mut po = shop.po(12);
    po.ship_to.region = "NJ".into();
    let po = shop.checked(&po).unwrap();
    assert_eq!(po.order.totals.tax, usd("133.13"));
    assert_eq!(
        po.exemption.why,
        "Taxed: there is no resale certificate of NJ."
    );
}

#[test]
fn breaks_count_all_pieces_of_a_style() {
    let mut shop = shop(Role::Sales);
    shop.terms.breaks = vec![Break {
        from: 12,
        percent: Decimal::from(10),
    }];
    let mut other = ring();
    other.style = shop.catalogue[&shop.ring].style;
    let mut po = shop.po(6);
    po.lines.push(NewPoLine {
        variant: other.variant,
        quantity: 6,
        unit_price: String::new(),
        price_reason: String::new(),
    });
    shop.catalogue.insert(other.variant, other);
    let po = shop.checked(&po).unwrap();
    assert_eq!(po.order.lines[0].unit_price, usd("112.50"));
    assert_eq!(po.order.totals.total, usd("1350"));
}

#[test]
fn less_than_the_minimum_needs_a_manager_with_a_reason() {
    let sales = shop(Role::Sales);
    let wrong = sales.wrong(&sales.po(3), "/lines");
    assert!(wrong.contains("$125.00 is missing"), "{wrong}");
    let manager = shop(Role::Manager);
    let mut po = manager.po(3);
    assert!(manager.wrong(&po, "/minimum_reason").contains("Say why"));
    po.minimum_reason = "First order".into();
    let kept = manager.checked(&po).unwrap();
    assert_eq!(kept.minimum_reason.as_deref(), Some("First order"));
}

#[test]
fn another_price_needs_a_right_and_a_reason() {
    let sales = shop(Role::Sales);
    let mut po = sales.po(12);
    po.lines[0].unit_price = "120".into();
    assert!(
        sales
            .wrong(&po, "/lines/0/price_reason")
            .contains("Say why")
    );
    po.lines[0].price_reason = "Trade fair".into();
    let kept = sales.checked(&po).unwrap();
    assert_eq!(kept.order.totals.total, usd("1440"));
    assert_eq!(kept.changed.len(), 1);
    let jeweler = shop(Role::Jeweler);
    po.lines[0].variant = jeweler.ring;
    assert!(
        jeweler
            .wrong(&po, "/lines/0/unit_price")
            .contains("can't change")
    );
}

#[test]
fn dates_are_in_their_order() {
    let shop = shop(Role::Sales);
    let mut po = shop.po(12);
    po.ship_from = Some(day("2026-12-20"));
    po.cancel_after = Some(day("2026-12-10"));
    assert!(shop.wrong(&po, "/cancel_after").contains("before"));
    po.cancel_after = Some(day("2026-11-29"));
    assert!(shop.wrong(&po, "/cancel_after").contains("past"));
    po.cancel_after = Some(day("2026-12-24"));
    assert_eq!(shop.checked(&po).unwrap().order.promise, day("2026-12-24"));
}

#[test]
fn a_release_never_calls_off_more_than_is_left() {
    let mut shop = shop(Role::Sales);
    let line = BlanketLineView {
        id: BlanketLineId::generate(),
        variant: shop.ring,
        sku: None,
        description: "Halo ring".into(),
        quantity: 20,
        released: 15,
        unit_price: usd("99"),
    };
    shop.terms.blanket = Some(BlanketView {
        id: BlanketId::generate(),
        number: "BL-1001".into(),
        account: shop.terms.account.customer,
        reference: "SPRING".into(),
        ends_on: None,
        note: None,
        lines: vec![line],
    });
    let mut po = shop.po(3);
    let kept = shop.checked(&po).unwrap();
    assert_eq!(
        kept.order.totals.total,
        usd("297"),
        "its own price, no minimum"
    );
    po.lines.push(po.lines[0].clone());
    assert!(
        shop.wrong(&po, "/lines/1/quantity")
            .contains("Only 2 of 20")
    );
    po.lines[1].quantity = 2;
    assert!(shop.checked(&po).is_ok());
    po.lines[1].variant = VariantId::generate();
    assert!(shop.checked(&po).is_err());
}

#[test]
fn every_wrong_line_is_named() {
    let shop = shop(Role::Sales);
    let mut po = shop.po(0);
    po.lines.push(po.lines[0].clone());
    po.lines[1].variant = VariantId::generate();
    po.po_number = " ".into();
    let errors = shop.checked(&po).unwrap_err();
    for pointer in ["/lines/0/quantity", "/lines/1/variant", "/po_number"] {
        assert!(errors.get(pointer).is_some(), "{errors}");
    }
}
