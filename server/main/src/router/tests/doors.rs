//! The server functions: who may call each, and a call that is well formed.

use domain::ids::IdempotencyKey;
use domain::staff::Role::{self, Bookkeeper, Jeweler, Manager, Owner, Sales};
use serde_json::{Value, json};

use super::things::Things;
use super::{Caller, PASSWORD, PIN};

/// A server function.
pub(super) struct Door {
    /// Its address, after what all of them begin with.
    pub path: &'static str,
    pub opens_to: &'static [Role],
    pub names: Names,
    pub encoding: Encoding,
    /// A call that does something for whoever may.
    pub call: fn(&Caller, &Things) -> Value,
}

/// What a call names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// Nothing, or what belongs to the whole house.
    NothingOfAStore,
    /// Something of one store's, which other stores must not find.
    AStores,
}

/// How a call is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Json,
    /// As a browser sends a form by itself, without scripts.
    Form,
}

const fn door(
    path: &'static str,
    opens_to: &'static [Role],
    call: fn(&Caller, &Things) -> Value,
) -> Door {
    Door {
        path,
        opens_to,
        names: Names::NothingOfAStore,
        encoding: Encoding::Json,
        call,
    }
}

impl Door {
    const fn of_a_store(mut self) -> Self {
        self.names = Names::AStores;
        self
    }

    const fn by_form(mut self) -> Self {
        self.encoding = Encoding::Form;
        self
    }
}

const EVERYBODY: &[Role] = &[Owner, Manager, Sales, Jeweler, Bookkeeper];
const AT_THE_COUNTER: &[Role] = &[Owner, Manager, Sales];
const IN_THE_WORKSHOP: &[Role] = &[Owner, Manager, Sales, Jeweler];
const OVER_MESSAGES: &[Role] = &[Owner, Manager, Sales, Bookkeeper];
const OVER_THE_BOOKS: &[Role] = &[Owner, Manager, Bookkeeper];
const OVER_THE_CATALOGUE: &[Role] = &[Owner, Manager];
const OVER_THE_STOCK: &[Role] = &[Owner, Manager];
const OVER_PEOPLE: &[Role] = &[Owner];

/// Every server function.
pub(super) const DOORS: &[Door] = &[
    // Signing in, and the tablet.
    door("people/api/sign_in", EVERYBODY, |caller, _| {
        let email = format!("{}@example.com", caller.staff.id);
        json!({ "email": email, "password": PASSWORD, "next": "/orders" })
    })
    .by_form(),
    door("people/api/who_is_here", EVERYBODY, nothing),
    door("people/api/still_here", EVERYBODY, nothing),
    door("people/api/lock", EVERYBODY, nothing),
    door(
        "people/api/unlock",
        EVERYBODY,
        |_, _| json!({ "proof": { "by": "pin", "secret": PIN } }),
    ),
    door("people/api/colleagues", EVERYBODY, nothing),
    door(
        "people/api/switch_person",
        EVERYBODY,
        |_, things| json!({ "to": things.person, "pin": PIN }),
    ),
    door("people/api/sign_out", EVERYBODY, nothing),
    door("people/api/store_choices", EVERYBODY, nothing),
    door(
        "people/api/place_device",
        OVER_PEOPLE,
        |caller, _| json!({ "store": caller.staff.store, "next": "/" }),
    )
    .by_form(),
    // The people of the house, and oneself.
    door("people/house/api/list_people", OVER_PEOPLE, nothing),
    door("people/house/api/add_person", OVER_PEOPLE, |caller, _| {
        json!({ "key": key(), "new": {
            "name": "Luis Vale", "email": format!("{}@example.com", key()), "role": "sales",
            "store": caller.staff.store, "password": PASSWORD,
        }})
    }),
    door(
        "people/house/api/change_person",
        OVER_PEOPLE,
        |caller, things| {
            json!({ "id": things.person, "key": key(), "change": {
                "name": "Luis Vale", "role": "jeweler", "store": caller.staff.store, "active": true,
                "version": 1,
            }})
        },
    ),
    door(
        "people/house/api/give_pin",
        OVER_PEOPLE,
        |_, things| json!({ "id": things.person, "pin": "8520" }),
    ),
    door(
        "people/house/api/give_password",
        OVER_PEOPLE,
        |_, things| json!({ "id": things.person, "password": PASSWORD }),
    ),
    door("people/house/api/list_sessions", EVERYBODY, nothing),
    door(
        "people/house/api/end_session",
        EVERYBODY,
        |caller, _| json!({ "id": caller.session }),
    ),
    door(
        "people/house/api/change_own_password",
        EVERYBODY,
        |_, _| json!({ "current": PASSWORD, "new": "another-afternoon" }),
    ),
    door(
        "people/house/api/change_own_pin",
        EVERYBODY,
        |_, _| json!({ "current": PASSWORD, "pin": PIN }),
    ),
    // Taking an order.
    door("capture/api/terms_for_capture", AT_THE_COUNTER, nothing),
    door("capture/api/place_order", AT_THE_COUNTER, |_, things| {
        json!({ "key": key(), "order": {
            "kind": "special_order", "customer": things.customer, "delivery": "pick_up",
            "lines": [{ "description": "Halo ring", "quantity": 1, "unit_price": "1000" }],
        }})
    }),
    // Orders.
    door("orders/api/board", EVERYBODY, nothing),
    door(
        "orders/api/list_orders",
        EVERYBODY,
        |_, _| json!({ "filter": {} }),
    ),
    door("orders/api/show_work", EVERYBODY, |_, _| json!({ "list": "overdue" })),
    door("orders/api/show_order", EVERYBODY, order).of_a_store(),
    door("orders/api/act_on_order", AT_THE_COUNTER, |_, things| {
        json!({ "order": things.order, "key": key(), "request": {
            "action": "hold", "version": things.version,
            "details": { "reason": "The customer travels" },
        }})
    })
    .of_a_store(),
    door("orders/api/pay_order", AT_THE_COUNTER, |_, things| {
        json!({ "order": things.order, "key": key(), "request": {
            "payment": { "amount": "1.00", "method": "cash" },
        }})
    })
    .of_a_store(),
    door(
        "orders/api/note_on_order",
        EVERYBODY,
        |_, things| json!({ "order": things.order, "text": "She calls on Friday", "key": key() }),
    )
    .of_a_store(),
    door(
        "orders/api/show_purchase_order",
        EVERYBODY,
        |_, things| json!({ "id": things.purchase }),
    )
    .of_a_store(),
    door("orders/api/vendor_choices", EVERYBODY, nothing),
    // Customers, who belong to the whole house.
    door(
        "customers/api/search_customers",
        EVERYBODY,
        |_, _| json!({ "typed": "ana" }),
    ),
    door(
        "customers/api/list_customers",
        EVERYBODY,
        |_, _| json!({ "typed": "" }),
    ),
    door("customers/api/show_customer", EVERYBODY, customer),
    door("customers/api/customer_orders", EVERYBODY, customer),
    door("customers/api/add_customer", AT_THE_COUNTER, |_, _| {
        let new =
            json!({ "name": "Luis Ruiz", "email": "luis@example.com", "even_if_known": true });
        json!({ "new": new, "key": key() })
    }),
    door(
        "customers/api/change_customer",
        AT_THE_COUNTER,
        |_, things| {
            let customer = json!({ "name": "Ana Ruiz-Vale", "email": "ana@example.com" });
            let change = json!({ "customer": customer, "version": 1 });
            json!({ "id": things.customer, "change": change, "key": key() })
        },
    ),
    door("customers/api/save_address", AT_THE_COUNTER, |_, things| {
        json!({ "customer": things.customer, "id": things.address, "key": key(), "address": {
            "label": "Work", "address": {
                "line1": "1 Main St", "city": "New York", "region": "NY", "postcode": "10001",
                "country": "US",
            },
        }})
    }),
    door(
        "customers/api/remove_address",
        AT_THE_COUNTER,
        |_, things| json!({ "customer": things.customer, "id": things.address, "key": key() }),
    ),
    // The catalogue, which belongs to the whole house.
    door(
        "catalogue/api/find_sellables",
        EVERYBODY,
        |_, _| json!({ "text": "halo" }),
    ),
    door(
        "catalogue/api/list_styles",
        EVERYBODY,
        |_, _| json!({ "filter": {} }),
    ),
    door("catalogue/api/catalogue_facets", EVERYBODY, nothing),
    door(
        "catalogue/api/show_style",
        EVERYBODY,
        |_, things| json!({ "id": things.style }),
    ),
    door(
        "catalogue/api/create_style",
        OVER_THE_CATALOGUE,
        |_, _| json!({ "draft": style(), "key": key() }),
    ),
    door(
        "catalogue/api/edit_style",
        OVER_THE_CATALOGUE,
        |_, things| json!({ "id": things.style, "version": 1, "draft": style(), "key": key() }),
    ),
    door("catalogue/api/list_vendors", EVERYBODY, nothing),
    door(
        "catalogue/api/create_vendor",
        OVER_THE_CATALOGUE,
        |_, _| json!({ "draft": vendor(), "key": key() }),
    ),
    door(
        "catalogue/api/edit_vendor",
        OVER_THE_CATALOGUE,
        |_, things| json!({ "id": things.vendor, "version": 1, "draft": vendor(), "key": key() }),
    ),
    // The stock of a store.
    door(
        "stock/api/list_stock",
        EVERYBODY,
        |_, _| json!({ "filter": {} }),
    ),
    door(
        "stock/api/count_stones",
        EVERYBODY,
        |_, _| json!({ "filter": {} }),
    ),
    door(
        "stock/api/scan_serial",
        EVERYBODY,
        |_, things| json!({ "serial": things.serial }),
    ),
    door("stock/api/terms_for_stock", EVERYBODY, nothing),
    door("stock/api/list_places", EVERYBODY, nothing),
    door(
        "stock/api/show_piece",
        EVERYBODY,
        |_, things| json!({ "id": things.piece }),
    )
    .of_a_store(),
    door("stock/api/add_piece", OVER_THE_STOCK, |_, things| {
        json!({ "draft": piece(things), "key": key() })
    }),
    door("stock/api/edit_piece", OVER_THE_STOCK, |_, things| {
        json!({ "id": things.piece, "version": 1, "draft": piece(things), "key": key() })
    })
    .of_a_store(),
    door("stock/api/step_piece", IN_THE_WORKSHOP, |_, things| {
        let step = json!({ "step": "move", "to": things.place });
        json!({ "id": things.piece, "step": step, "key": key() })
    })
    .of_a_store(),
    door("stock/api/add_piece_photo", IN_THE_WORKSHOP, |_, things| {
        let path = format!("/photos/{}.jpg", "c".repeat(64));
        json!({ "id": things.piece, "path": path, "key": key() })
    })
    .of_a_store(),
    door("stock/api/remove_piece_photo", OVER_THE_STOCK, |_, things| {
        json!({ "id": things.piece, "photo": things.photo, "key": key() })
    })
    .of_a_store(),
    door("stock/api/list_customers_goods", EVERYBODY, nothing),
    door("stock/api/how_insured", EVERYBODY, nothing),
    door(
        "stock/api/insure_goods",
        OVER_THE_STOCK,
        |_, _| json!({ "amount": "25,000", "key": key() }),
    ),
    // Counting the stock.
    door("stock/counts/api/list_counts", IN_THE_WORKSHOP, nothing),
    door(
        "stock/counts/api/start_count",
        OVER_THE_STOCK,
        |_, things| json!({ "draft": { "places": [things.place], "form": null }, "key": key() }),
    ),
    door(
        "stock/counts/api/show_count",
        IN_THE_WORKSHOP,
        |_, things| json!({ "id": things.count }),
    )
    .of_a_store(),
    door(
        "stock/counts/api/scan_count",
        IN_THE_WORKSHOP,
        |_, things| json!({ "id": things.count, "codes": ["P1"] }),
    )
    .of_a_store(),
    door(
        "stock/counts/api/count_quantity",
        IN_THE_WORKSHOP,
        |_, things| {
            json!({ "id": things.count, "item": things.bulk, "at": things.counted, "quantity": "0" })
        },
    )
    .of_a_store(),
    door(
        "stock/counts/api/finish_count",
        OVER_THE_STOCK,
        |_, things| {
            let draft = json!({ "missing": 0, "reason": "", "reasons": {} });
            json!({ "id": things.count, "draft": draft, "key": key() })
        },
    )
    .of_a_store(),
    door(
        "stock/counts/api/give_up_count",
        OVER_THE_STOCK,
        |_, things| json!({ "id": things.count }),
    )
    .of_a_store(),
    door("stock/api/add_place", OVER_THE_STOCK, |_, _| {
        json!({ "draft": { "kind": "safe", "name": "Safe", "code": key() }, "key": key() })
    }),
    door("stock/api/reserve_piece", AT_THE_COUNTER, |_, things| {
        let wish = &things.wish;
        json!({ "order": wish.order, "line": wish.line, "piece": things.piece, "key": key() })
    })
    .of_a_store(),
    door(
        "stock/api/reserve_any_piece",
        AT_THE_COUNTER,
        |_, things| json!({ "order": things.wish.order, "line": things.wish.styled, "key": key() }),
    )
    .of_a_store(),
    door(
        "stock/api/release_piece",
        AT_THE_COUNTER,
        |_, things| json!({ "order": things.wish.order, "piece": things.wish.promised, "key": key() }),
    )
    .of_a_store(),
    door(
        "stock/api/open_import",
        OVER_THE_STOCK,
        |_, things| json!({ "id": things.import }),
    )
    .of_a_store(),
    door(
        "stock/api/preview_import",
        OVER_THE_STOCK,
        |_, things| json!({ "id": things.import, "mapping": mapping(things) }),
    )
    .of_a_store(),
    door("stock/api/confirm_import", OVER_THE_STOCK, |_, things| {
        let mapping = mapping(things);
        json!({ "id": things.import, "mapping": mapping, "skip_errors": false, "key": key() })
    })
    .of_a_store(),
    door(
        "stock/api/import_status",
        OVER_THE_STOCK,
        |_, things| json!({ "id": things.import }),
    )
    .of_a_store(),
    door("stock/bulk/api/list_bulk", EVERYBODY, nothing),
    door(
        "stock/bulk/api/list_bulk_moves",
        EVERYBODY,
        |_, things| json!({ "item": things.bulk }),
    )
    .of_a_store(),
    door("stock/bulk/api/add_bulk", OVER_THE_STOCK, |_, _| {
        let draft = json!({ "code": key(), "name": "Casting grain", "unit": "g" });
        json!({ "draft": draft, "key": key() })
    }),
    door("stock/bulk/api/step_bulk", OVER_THE_STOCK, |_, things| {
        json!({ "item": things.bulk, "key": key(), "step": {
            "step": "receive", "to": things.place, "quantity": "10", "cost": "420",
            "source": "opening",
        }})
    })
    .of_a_store(),
    // Custody.
    door(
        "custody/api/scan_code",
        EVERYBODY,
        |_, things| json!({ "code": things.serial }),
    ),
    door("custody/api/where_is", EVERYBODY, |_, things| {
        json!({ "thing": { "thing": "piece", "id": things.piece } })
    })
    .of_a_store(),
    door("custody/api/envelopes_of", EVERYBODY, order).of_a_store(),
    door("custody/api/hand_over", IN_THE_WORKSHOP, |caller, things| {
        let piece = json!({ "thing": "piece", "id": things.piece });
        let to = json!({ "holder": "person", "id": caller.staff.id });
        json!({ "draft": { "things": [piece], "to": to }, "key": key() })
    })
    .of_a_store(),
    // The bench of a store.
    door("bench/api/shop_bench", EVERYBODY, nothing),
    door("bench/api/my_bench", EVERYBODY, nothing),
    door(
        "bench/api/show_job",
        EVERYBODY,
        |_, things| json!({ "job": things.bench.planned }),
    )
    .of_a_store(),
    door("bench/api/planning_terms", IN_THE_WORKSHOP, nothing),
    door("bench/api/open_job", IN_THE_WORKSHOP, |_, things| {
        json!({ "key": key(), "draft": {
            "line": [things.wish.order, things.wish.line], "route": things.bench.route,
            "due": "2030-01-31",
        }})
    })
    .of_a_store(),
    door("bench/api/assign_step", IN_THE_WORKSHOP, |_, things| {
        json!({
            "job": things.bench.planned, "step": things.bench.step, "assignee": "anybody",
            "version": 1, "key": key(),
        })
    })
    .of_a_store(),
    door("bench/api/work_step", IN_THE_WORKSHOP, |_, things| {
        json!({
            "job": things.bench.planned, "step": things.bench.step, "key": key(),
            "request": { "version": 1, "deed": "start" },
        })
    })
    .of_a_store(),
    door("bench/api/issue_metal", IN_THE_WORKSHOP, |_, things| {
        json!({ "job": things.bench.planned, "key": key(), "issue": {
            "version": 1, "item": things.bench.metal, "from": things.place, "quantity": "1",
        }})
    })
    .of_a_store(),
    door("bench/api/issue_stone", IN_THE_WORKSHOP, |_, things| {
        json!({
            "job": things.bench.planned, "key": key(),
            "issue": { "version": 1, "serial": things.serial },
        })
    })
    .of_a_store(),
    door("bench/api/give_back", IN_THE_WORKSHOP, |_, things| {
        json!({ "job": things.bench.begun, "version": 2, "key": key(), "draft": {
            "what": "metal", "item": things.bench.metal, "to": things.place, "quantity": "1",
        }})
    })
    .of_a_store(),
    door("bench/api/finish_job", IN_THE_WORKSHOP, |_, things| {
        json!({
            "job": things.bench.done, "key": key(),
            "draft": { "version": 3, "location": things.place },
        })
    })
    .of_a_store(),
    door("bench/api/stop_job", AT_THE_COUNTER, |_, things| {
        json!({
            "job": things.bench.planned, "key": key(),
            "draft": { "version": 1, "fate": "return", "reason": "Not wanted after all" },
        })
    })
    .of_a_store(),
    door("bench/api/postpone_job", IN_THE_WORKSHOP, |_, things| {
        json!({
            "job": things.bench.planned, "key": key(),
            "draft": { "version": 1, "due_on": "2099-01-04", "reason": "The casting failed" },
        })
    })
    .of_a_store(),
    door("bench/api/add_job_photo", IN_THE_WORKSHOP, |_, things| {
        let url = format!("/photos/{}.jpg", "a".repeat(64));
        json!({ "job": things.bench.planned, "url": url, "key": key() })
    })
    .of_a_store(),
    door("bench/api/bench_capacity", EVERYBODY, nothing),
    door("bench/api/save_bench_hours", OVER_THE_STOCK, |_, things| {
        json!({ "jeweler": things.bench.newcomer, "version": null, "key": key(), "draft": {
            "week": ["8", "8", "8", "8", "8", "", ""], "rate": "40",
        }})
    })
    .of_a_store(),
    door("bench/api/list_bench_routes", EVERYBODY, nothing),
    door("bench/api/save_bench_route", OVER_THE_STOCK, |_, _| {
        json!({ "known": null, "key": key(), "draft": {
            "name": key(), "steps": [{ "kind": "setting", "hours": "1.5" }],
        }})
    }),
    // Buying for the stock of a store.
    door(
        "purchasing/api/list_purchases",
        EVERYBODY,
        |_, _| json!({ "filter": {} }),
    ),
    door(
        "purchasing/api/show_purchase",
        EVERYBODY,
        |_, things| json!({ "id": things.buying.sent }),
    )
    .of_a_store(),
    door(
        "purchasing/api/write_purchase",
        OVER_THE_STOCK,
        |_, things| json!({ "draft": super::things::bands(things.vendor), "key": key() }),
    ),
    door("purchasing/api/edit_purchase", OVER_THE_STOCK, |_, things| {
        let draft = super::things::bands(things.vendor);
        json!({ "id": things.buying.draft, "version": 1, "draft": draft, "key": key() })
    })
    .of_a_store(),
    door(
        "purchasing/api/scan_purchase",
        IN_THE_WORKSHOP,
        |_, things| json!({ "id": things.buying.sent, "code": "1" }),
    )
    .of_a_store(),
    door(
        "purchasing/api/send_purchase",
        OVER_THE_STOCK,
        |_, things| json!({ "id": things.buying.draft, "version": 1, "key": key() }),
    )
    .of_a_store(),
    door(
        "purchasing/api/mail_purchase",
        IN_THE_WORKSHOP,
        |_, things| json!({ "id": things.buying.sent, "version": 2, "key": key() }),
    )
    .of_a_store(),
    door("purchasing/api/confirm_purchase", OVER_THE_STOCK, |_, things| {
        let (id, eta) = (things.buying.sent, "2099-12-24");
        json!({ "id": id, "version": 2, "eta": eta, "key": key() })
    })
    .of_a_store(),
    door(
        "purchasing/api/cancel_purchase",
        OVER_THE_STOCK,
        |_, things| json!({ "id": things.buying.sent, "version": 2, "key": key() }),
    )
    .of_a_store(),
    door("purchasing/api/receive_purchase", IN_THE_WORKSHOP, |_, things| {
        let came = json!([{ "line": things.buying.line, "quantity": 1 }]);
        let draft = json!({ "location": things.place, "lines": came });
        json!({ "id": things.buying.sent, "version": 2, "draft": draft, "key": key() })
    })
    .of_a_store(),
    door("purchasing/api/match_vendor_bill", OVER_THE_BOOKS, |_, things| {
        let draft = json!({ "number": "INV-77", "date": "2020-01-31", "total": "200" });
        json!({ "id": things.buying.received, "version": 3, "draft": draft, "key": key() })
    })
    .of_a_store(),
    // The office.
    door(
        "office/journal/api/load_journal",
        OVER_THE_BOOKS,
        |_, _| json!({ "filter": {} }),
    ),
    door(
        "office/journal/api/load_trial_balance",
        OVER_THE_BOOKS,
        nothing,
    ),
    door(
        "office/margin/api/load_margin",
        OVER_THE_BOOKS,
        |_, _| json!({ "grouping": "kind" }),
    ),
    door(
        "office/margin/api/load_margin_orders",
        OVER_THE_BOOKS,
        |_, _| json!({ "period": "2026-11", "grouping": "kind", "key": "special_order" }),
    ),
    door(
        "office/messages/api/list_messages",
        OVER_MESSAGES,
        |_, _| json!({ "filter": {} }),
    ),
    door("office/messages/api/show_message", OVER_MESSAGES, message).of_a_store(),
    door("office/messages/api/retry_message", OVER_MESSAGES, message).of_a_store(),
    door(
        "office/messages/api/retry_all_messages",
        OVER_MESSAGES,
        nothing,
    ),
    door("office/messages/api/list_given_up", OVER_MESSAGES, nothing),
    door(
        "office/messages/api/retry_job",
        OVER_MESSAGES,
        |_, things| json!({ "job": things.job }),
    )
    .of_a_store(),
    door("office/messages/api/tracking_link", EVERYBODY, order).of_a_store(),
    door(
        "office/messages/api/renew_tracking_link",
        AT_THE_COUNTER,
        order_once,
    )
    .of_a_store(),
    door(
        "office/messages/api/shut_tracking_links",
        AT_THE_COUNTER,
        order_once,
    )
    .of_a_store(),
    // Repairs.
    door(
        "repair/api/terms_for_take_in",
        AT_THE_COUNTER,
        |_, things| json!({ "redo_of": things.repair }),
    )
    .of_a_store(),
    door("repair/api/take_in_repair", AT_THE_COUNTER, |_, things| {
        json!({ "key": key(), "repair": {
            "customer": things.customer, "pieces": [{ "item": "ring" }], "notify": "call",
            "signature": { "typed": "Ana Ruiz" },
        }})
    }),
    door("repair/api/repair_price_book", EVERYBODY, nothing),
    door(
        "repair/api/save_repair_task",
        OVER_THE_CATALOGUE,
        |_, things| {
            json!({ "task": [things.book_task, 1], "key": key(), "draft": {
                "name": format!("Task {}", key()), "labour": "45", "step": "polishing",
                "hours": "0.5", "active": true,
            }})
        },
    )
    .of_a_store(),
    door("repair/api/save_repair_terms", OVER_THE_CATALOGUE, |_, _| {
        json!({ "version": 1, "key": key(), "draft": {
            "material_factor": "3", "labour_percent": "26", "assessment_fee": "25",
            "deposit_percent": "0", "notice_days": "30",
        }})
    }),
    // Memos.
    door(
        "memo/api/list_memos",
        EVERYBODY,
        |_, _| json!({ "filter": { "look": "all", "customer": null, "text": "", "after": null } }),
    ),
    door("memo/api/memos_out", EVERYBODY, nothing),
    door(
        "memo/api/terms_for_memo",
        AT_THE_COUNTER,
        |_, things| json!({ "customer": things.customer }),
    ),
    door("memo/api/take_out_memo", AT_THE_COUNTER, |_, things| {
        json!({ "key": key(), "memo": {
            "customer": things.customer, "bearer": "customer",
            "pieces": [{ "piece": things.piece, "value": "100" }],
        }})
    }),
    door("memo/api/rules_for_memos", EVERYBODY, nothing),
    door("memo/api/save_memo_terms", OVER_THE_STOCK, |_, _| {
        json!({ "version": 1, "key": key(), "draft": {
            "days": "90", "limit": "25000", "insured": "", "reminders": "60, 75, 85",
            "conditions": "Ours until paid.",
        }})
    }),
    door(
        "memo/api/list_memos_in",
        EVERYBODY,
        |_, _| json!({ "filter": { "look": "all", "vendor": null, "after": null } }),
    ),
    door(
        "memo/api/show_memo_in",
        EVERYBODY,
        |_, things| json!({ "id": things.lent.memo }),
    )
    .of_a_store(),
    door("memo/api/receive_memo_in", OVER_THE_STOCK, |_, things| {
        json!({ "key": key(), "draft": {
            "vendor": things.vendor, "reference": key(), "due": "2027-02-28",
            "location": things.place, "pieces": [{ "name": "Emerald ring", "cost": "900" }],
        }})
    }),
    door("memo/api/give_back_memo_in", OVER_THE_STOCK, |_, things| {
        json!({ "id": things.lent.memo, "version": 1, "key": key(), "draft": {
            "pieces": [things.lent.here], "received_by": "Luc Lavergne",
            "signature": { "typed": "Luc Lavergne" },
        }})
    })
    .of_a_store(),
    door("memo/api/pay_memo_in", OVER_THE_BOOKS, |_, things| {
        json!({ "id": things.lent.memo, "version": 1, "key": key(), "draft": {
            "pieces": [things.lent.sold], "reference": "Bill 77",
        }})
    })
    .of_a_store(),
    // Custom orders.
    door("custom/api/terms_for_custom", AT_THE_COUNTER, nothing),
    door("custom/api/take_inquiry", AT_THE_COUNTER, |_, things| {
        json!({ "key": key(), "inquiry": { "customer": things.customer, "title": "A brooch" } })
    }),
    door("custom/api/save_custom_policy", OVER_THE_CATALOGUE, |_, _| {
        json!({ "version": 1, "key": key(), "draft": {
            "design_deposit": "350", "design_fee": "350", "production_percent": "50",
            "included_rounds": "3", "round_fee": "75", "price_days": "7", "multiplier": "2",
            "loss_percent": "5", "lead_days": "40", "warranty_months": "12",
        }})
    }),
    door("custom/api/save_custom_brief", AT_THE_COUNTER, |_, things| {
        json!({ "order": things.custom, "brief": { "wish": "Low and round" }, "key": key() })
    })
    .of_a_store(),
    door("custom/api/add_final_photo", IN_THE_WORKSHOP, |_, things| {
        let url = format!("/photos/{}.jpg", "d".repeat(64));
        json!({ "order": things.custom, "url": url, "key": key() })
    })
    .of_a_store(),
    door("custom/api/remove_final_photo", IN_THE_WORKSHOP, |_, things| {
        let url = format!("/photos/{}.jpg", "d".repeat(64));
        json!({ "order": things.custom, "url": url, "key": key() })
    })
    .of_a_store(),
    door("custom/api/take_custom_goods", AT_THE_COUNTER, |_, things| {
        json!({ "order": things.custom, "key": key(), "goods": {
            "kind": "metal", "words": "Yellow metal", "signature": { "typed": "Ana Ruiz" },
        }})
    })
    .of_a_store(),
    door("custom/api/settle_custom_goods", IN_THE_WORKSHOP, |_, things| {
        json!({
            "order": things.custom, "piece": things.own, "fate": "returned", "key": key(),
        })
    })
    .of_a_store(),
    // Wholesale.
    door(
        "wholesale/api/list_accounts",
        EVERYBODY,
        |_, _| json!({ "filter": {} }),
    ),
    door(
        "wholesale/api/show_account",
        EVERYBODY,
        |_, things| json!({ "account": things.account }),
    )
    .of_a_store(),
    door("wholesale/api/save_account", OVER_THE_CATALOGUE, |_, things| {
        json!({ "account": things.account, "version": 1, "key": key(), "draft": {
            "terms": things.payment_terms, "tier": things.tier, "credit_limit": "900",
            "active": true,
        }})
    })
    .of_a_store(),
    door("wholesale/api/load_wholesale_book", EVERYBODY, nothing),
    door("wholesale/api/save_wholesale_book", OVER_THE_CATALOGUE, |_, things| {
        json!({ "version": 1, "key": key(), "draft": {
            "terms": [{ "id": things.payment_terms, "name": "Net 30", "value": "30" }],
            "tiers": [{ "id": things.tier, "name": "Standard", "value": "50" }],
            "breaks": [],
        }})
    }),
    door(
        "wholesale/api/terms_for_po",
        AT_THE_COUNTER,
        |_, things| json!({ "account": things.account, "blanket": null }),
    )
    .of_a_store(),
    door(
        "wholesale/api/read_po_lines",
        AT_THE_COUNTER,
        |_, _| json!({ "text": "RG-1,2" }),
    ),
    door("wholesale/api/enter_po", AT_THE_COUNTER, |_, things| {
        json!({ "key": key(), "po": {
            "account": things.account, "po_number": key(),
            "lines": [{ "variant": things.variant, "quantity": 2 }],
            "ship_to": { "line1": "1 Pier", "city": "New York", "region": "NY",
                         "postcode": "10001", "country": "US" },
        }})
    })
    .of_a_store(),
    door("wholesale/api/place_blanket", AT_THE_COUNTER, |_, things| {
        json!({ "key": key(), "blanket": {
            "account": things.account, "reference": key(), "ends_on": null,
            "lines": [{ "variant": things.variant, "quantity": 2, "unit_price": "90" }],
        }})
    })
    .of_a_store(),
    door(
        "wholesale/api/list_invoices",
        EVERYBODY,
        |_, _| json!({ "filter": {} }),
    ),
    door("wholesale/api/pay_invoices", AT_THE_COUNTER, |_, things| {
        json!({ "account": things.account, "invoices": [], "key": key(),
                "payment": { "amount": "10", "method": "cheque" } })
    })
    .of_a_store(),
    // What came from channels and waits for a person.
    door(
        "orders/api/list_parked",
        EVERYBODY,
        |_, _| json!({ "after": null }),
    ),
    door("orders/api/count_parked", EVERYBODY, nothing),
    door("orders/api/decide_parked", AT_THE_COUNTER, |_, things| {
        json!({ "id": things.parked, "decision": { "decision": "keep_words" }, "key": key() })
    })
    .of_a_store(),
];

fn key() -> IdempotencyKey {
    IdempotencyKey::generate()
}

fn nothing(_: &Caller, _: &Things) -> Value {
    json!({})
}

fn order(_: &Caller, things: &Things) -> Value {
    json!({ "order": things.order })
}

fn order_once(_: &Caller, things: &Things) -> Value {
    json!({ "order": things.order, "key": key() })
}

fn customer(_: &Caller, things: &Things) -> Value {
    json!({ "id": things.customer })
}

fn message(_: &Caller, things: &Things) -> Value {
    json!({ "message": things.message })
}

fn style() -> Value {
    json!({ "title": "Bezel ring", "class": "goods", "variants": [{ "price": "900" }] })
}

fn piece(things: &Things) -> Value {
    json!({ "ownership": "owned", "location": things.place, "name": "Estate ring", "cost": "100" })
}

fn mapping(things: &Things) -> Value {
    json!({ "columns": ["carat", "price"], "defaults": {
        "location": things.place, "ownership": "owned", "source": "opening", "vendor": null,
        "variety": "Diamond", "origin": "natural", "shape": "round", "cost_percent": "50",
    }})
}

fn vendor() -> Value {
    json!({ "name": format!("Maison {}", key()), "lead_days": "10" })
}
