//! The rules, each a query that gives `subject`, `expected` and `found` for what breaks it.
//!
//! Everything is reckoned anew from the rows that were written once and never changed (lines,
//! payments, entries, history) and held against what is kept for quick reading.

/// Something that must hold over the whole house.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// A short name that stays.
    pub name: &'static str,
    /// What must hold.
    pub says: &'static str,
    pub(super) sql: &'static str,
    pub(super) known: Known,
}

/// What of the domain a rule needs to know, bound in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Nothing,
    /// Of every state: kind, code, phase, whether handed over, whether cancelled.
    States,
    /// The code of every account.
    Accounts,
    /// Of every means of payment: its code and its account's.
    Methods,
}

/// Holds an amount of every order against its balance on some accounts. Credits count as above zero
/// where `$sign` is `-`.
macro_rules! on_account {
    ($accounts:literal, $sign:literal, $expected:literal) => {
        concat!(
            "with booked as (
                select e.order_id, sum(p.amount) as amount
                from ledger_entries e join ledger_postings p on p.entry_id = e.id
                where p.account in (",
            $accounts,
            ") group by e.order_id
             ),
             real as (
                select order_id, sum(worth) as cost,
                       coalesce(sum(owed) filter (where not ours), 0) as owed
                from order_lines l
                cross join lateral (
                    select exists (
                        select from reservations r join pieces p on p.id = r.piece_id
                        where r.order_line_id = l.id and r.taken_cost is not null
                            and p.ownership = 'memo_in'
                    ) as lent, exists (
                        select from reservations r join pieces p on p.id = r.piece_id
                        where r.order_line_id = l.id and r.taken_cost is not null
                            and p.ownership = 'owned'
                    ) or exists (
                        select from bench_jobs j
                        where j.order_line_id = l.id and j.state = 'finished'
                    ) as ours
                ) from_stock
                -- Of a line that came in part, what came; of one that the customer sent back, what
                -- they kept. Only what was lent to us is owed for no more then.
                cross join lateral (
                    select sum(p.received * p.unit_cost) as came from purchase_lines p
                    where p.order_line_id = l.id and not p.returned
                ) bought
                cross join lateral (
                    select case when cost_is_real then unit_cost * (quantity - returned)
                                else came end as worth,
                           case when cost_is_real
                                then unit_cost * (quantity - case when lent then returned else 0 end)
                                else came end as owed
                ) here
                where worth is not null group by order_id
             ),
             held as (
                select o.number, ",
            $expected,
            " as expected, ",
            $sign,
            "coalesce(b.amount, 0) as found
                from orders o
                left join booked b on b.order_id = o.id
                left join real r on r.order_id = o.id
                -- What is sold parcel by parcel has rules of its own.
                where o.kind <> 'wholesale'
             )
             select number as subject, trim_scale(expected)::text as expected,
                    trim_scale(found)::text as found
             from held where expected <> found"
        )
    };
}

pub(super) const fn rule(name: &'static str, says: &'static str, sql: &'static str) -> Rule {
    Rule {
        name,
        says,
        sql,
        known: Known::Nothing,
    }
}

/// Every rule, in the order in which they are checked.
pub(super) const RULES: &[Rule] = &[
    rule(
        "entries-balance",
        "every ledger entry has postings, and they balance",
        "select 'entry ' || e.id as subject, '0' as expected,
                coalesce(trim_scale(sum(p.amount))::text, 'no postings') as found
         from ledger_entries e left join ledger_postings p on p.entry_id = e.id
         group by e.id having sum(p.amount) is distinct from 0",
    ),
    Rule {
        name: "accounts-known",
        says: "every posting is to an account of the chart",
        sql: "select 'entry ' || entry_id as subject, 'an account of the chart' as expected,
                     account as found
              from ledger_postings where account <> all ($1)",
        known: Known::Accounts,
    },
    rule(
        "entries-belong",
        "every entry is of its order's store and currency",
        "select 'entry ' || e.id || ' of ' || o.number as subject,
                o.store_id || ' ' || o.currency as expected,
                e.store_id || ' ' || e.currency as found
         from ledger_entries e join orders o on o.id = e.order_id
         where (e.store_id, e.currency) is distinct from (o.store_id, o.currency)",
    ),
    rule(
        "lines",
        "every line comes to its price times its pieces, less what is off and the tax in the price",
        "select o.number || ' line ' || l.position as subject,
                trim_scale(l.unit_price * l.quantity - l.discount - l.price_tax)::text as expected,
                trim_scale(l.net)::text as found
         from order_lines l join orders o on o.id = l.order_id
         where l.net <> l.unit_price * l.quantity - l.discount - l.price_tax",
    ),
    rule(
        "totals",
        "every order comes to the sum of its lines and of what belongs to it beside them",
        "select o.number as subject,
                'net ' || trim_scale(s.net) || ' tax ' || trim_scale(s.tax) as expected,
                'net ' || trim_scale(o.net) || ' tax ' || trim_scale(o.tax) as found
         from orders o
         cross join lateral (
            select coalesce(sum(part.net), 0) as net, coalesce(sum(part.tax), 0) as tax
            from (
                select net, tax from order_lines l
                where l.order_id = o.id and l.off is distinct from 'removed'
                union all
                select net, tax from order_charges c where c.order_id = o.id
            ) part
         ) s
         where (s.net, s.tax) is distinct from (o.net, o.tax) or o.total <> o.net + o.tax",
    ),
    rule(
        "milestones",
        "the milestones of every order come to its total, and those before work to its deposit",
        "select o.number as subject,
                'total ' || trim_scale(o.total) || ' deposit ' || trim_scale(o.deposit) as expected,
                'total ' || trim_scale(coalesce(sum(m.amount), 0)) || ' deposit '
                    || trim_scale(coalesce(sum(m.amount) filter (where m.gates in ('design', 'work')), 0)) as found
         from orders o left join order_milestones m on m.order_id = o.id
         group by o.id
         having coalesce(sum(m.amount), 0) <> o.total
             or coalesce(sum(m.amount) filter (where m.gates in ('design', 'work')), 0) <> o.deposit",
    ),
    rule(
        "paid",
        "what every order has been paid is the sum of its payments",
        "select o.number as subject, trim_scale(coalesce(sum(p.amount), 0))::text as expected,
                trim_scale(o.paid)::text as found
         from orders o left join payments p on p.order_id = o.id
         group by o.id having coalesce(sum(p.amount), 0) <> o.paid",
    ),
    Rule {
        name: "money-booked",
        says: "every payment is in the ledger, by the means it was made",
        sql: "with methods as (
                select * from unnest($1::text[], $2::text[]) as method (code, account)
              ),
              taken as (
                select p.order_id, m.account, sum(p.amount) as amount
                from payments p left join methods m on m.code = p.method group by 1, 2
              ),
              booked as (
                select e.order_id, p.account, sum(p.amount) as amount
                from ledger_entries e join ledger_postings p on p.entry_id = e.id
                where p.account = any ($2) group by 1, 2
              )
              select o.number || ' account ' || coalesce(account, 'unknown') as subject,
                     trim_scale(coalesce(t.amount, 0))::text as expected,
                     trim_scale(coalesce(b.amount, 0))::text as found
              from taken t full join booked b using (order_id, account)
              left join orders o on o.id = order_id
              where coalesce(t.amount, 0) <> coalesce(b.amount, 0)",
        known: Known::Methods,
    },
    rule(
        "deposits",
        "the ledger holds as deposits what was paid for orders that are neither handed over nor cancelled",
        on_account!(
            "'2100'",
            "-",
            "case when o.handed_over_at is null and o.phase <> 'cancelled' then o.paid else 0 end"
        ),
    ),
    rule(
        "receivable",
        "the ledger holds as owed what is unpaid of orders that are handed over",
        on_account!(
            "'1100'",
            "",
            "case when o.handed_over_at is null then 0 else o.total - o.paid end"
        ),
    ),
    rule(
        "revenue",
        "the ledger has the sale of every order that is handed over, and of no other",
        on_account!(
            "'4000', '4010', '4090', '4100', '4110', '4200'",
            "-",
            "case when o.handed_over_at is null then 0 else o.net end"
        ),
    ),
    rule(
        "tax",
        "the ledger has the tax of every order that is handed over, and of no other",
        on_account!("'2200'", "-", "case when o.handed_over_at is null then 0 else o.tax end"),
    ),
    rule(
        "forfeits",
        "the ledger has as forfeited what is kept of cancelled orders",
        on_account!("'4900'", "-", "case when o.phase = 'cancelled' then o.paid else 0 end"),
    ),
    rule(
        "inventory",
        "the ledger has in stock the pieces that were received and not handed over",
        on_account!(
            "'1200'",
            "",
            "case when o.handed_over_at is null then coalesce(r.cost, 0) else 0 end"
        ),
    ),
    rule(
        "cost-of-goods",
        "the ledger has as cost what the pieces handed over really cost",
        on_account!(
            "'5000'",
            "",
            "case when o.handed_over_at is null then 0 else coalesce(r.cost, 0) end"
        ),
    ),
    rule(
        "payable",
        "the ledger owes vendors for the pieces that were received and were not ours already",
        on_account!("'2000'", "-", "coalesce(r.owed, 0)"),
    ),
    rule(
        "stock",
        "the ledger has in stock what is ours: pieces that are here or out on memo and not taken for an order, and goods in bulk",
        "with lying as (
            select store_id, sum(cost) as cost
            from pieces p
            where ownership = 'owned' and state in ('here', 'on_memo') and not exists (
                select from reservations r
                where r.piece_id = p.id and r.ended_at is null and r.taken_cost is not null
            )
            group by store_id
         ),
         in_bulk as (
            select i.store_id, sum(h.value) as cost
            from bulk_holdings h join bulk_items i on i.id = h.item_id
            where h.ownership = 'owned' group by i.store_id
         ),
         booked as (
            select e.store_id, sum(p.amount) as amount
            from ledger_entries e join ledger_postings p on p.entry_id = e.id
            where p.account = '1210' group by e.store_id
         )
         select s.name as subject,
                trim_scale(coalesce(l.cost, 0) + coalesce(k.cost, 0))::text as expected,
                trim_scale(coalesce(b.amount, 0))::text as found
         from stores s
         left join lying l on l.store_id = s.id
         left join in_bulk k on k.store_id = s.id
         left join booked b on b.store_id = s.id
         where coalesce(l.cost, 0) + coalesce(k.cost, 0) <> coalesce(b.amount, 0)",
    ),
    rule(
        "bulk",
        "of everything in bulk there lies what its moves brought less what they took",
        "with moved as (
            select item_id, place, ownership, sum(quantity) as quantity, sum(value) as value
            from (
                select item_id, to_location as place, ownership, quantity, value
                from bulk_moves where to_location is not null
                union all
                select item_id, from_location, ownership, -quantity, -value
                from bulk_moves where from_location is not null
            ) m group by 1, 2, 3
         )
         select i.code || ' in ' || l.name as subject,
                trim_scale(coalesce(m.quantity, 0)) || ' for ' || trim_scale(coalesce(m.value, 0))
                    as expected,
                trim_scale(coalesce(h.quantity, 0)) || ' for ' || trim_scale(coalesce(h.value, 0))
                    as found
         from moved m
         full join bulk_holdings h on h.item_id = m.item_id and h.location_id = m.place
            and h.ownership = m.ownership
         join bulk_items i on i.id = coalesce(m.item_id, h.item_id)
         join locations l on l.id = coalesce(m.place, h.location_id)
         where (coalesce(m.quantity, 0), coalesce(m.value, 0))
            <> (coalesce(h.quantity, 0), coalesce(h.value, 0))",
    ),
    rule(
        "promises",
        "what is promised is here, for sale, and promised for an order that is alive",
        "select p.serial as subject, 'here, for sale, for a living order' as expected,
                p.state || ', ' || p.ownership || ', ' || o.number || ' ' || o.phase as found
         from reservations r
         join pieces p on p.id = r.piece_id
         join order_lines l on l.id = r.order_line_id
         join orders o on o.id = l.order_id
         where r.ended_at is null and (p.state <> 'here' or p.ownership = 'customer'
            or o.phase in ('closed', 'cancelled') or p.store_id <> o.store_id)",
    ),
    rule(
        "memos",
        "what is with a customer on approval is on one memo that is out, and all that such a memo says is out is with the customer",
        "select p.serial as subject, 'on one memo that is out' as expected,
                'on ' || count(o.id) as found
         from pieces p
         left join memo_lines m on m.piece_id = p.id and m.state = 'out'
         left join orders o on o.id = m.order_id and o.state = 'issued'
         where p.state = 'on_memo'
         group by p.id having count(o.id) <> 1
         union all
         select o.number || ' ' || p.serial, 'with the customer', p.state || ', memo ' || o.state
         from memo_lines m
         join orders o on o.id = m.order_id
         join pieces p on p.id = m.piece_id
         where m.state = 'out' and (p.state <> 'on_memo' or o.state <> 'issued')",
    ),
    rule(
        "memo-sales",
        "every sale from a memo is of its customer and, unless it was reversed, of all the pieces that it sold",
        "select s.number as subject,
                case when s.state = 'reversed' then '0' else count(l.id)::text end
                    || ' pieces of its customer''s memo' as expected,
                count(m.order_line_id)::text
                    || case when memo.customer_id = s.customer_id then ' pieces of its customer''s memo'
                            else ' pieces of another''s memo' end as found
         from orders s
         join memo_sales x on x.order_id = s.id
         join orders memo on memo.id = x.memo_id
         left join order_lines l on l.order_id = s.id
         left join memo_lines m on m.sale_line_id = l.id and m.order_id = x.memo_id
         group by s.id, memo.id
         having count(m.order_line_id) <> case when s.state = 'reversed' then 0 else count(l.id) end
             or memo.customer_id <> s.customer_id",
    ),
    rule(
        "memos-in",
        "what went back to its vendor or was paid for is not here, and no vendor was paid but for pieces of theirs",
        "select m.number || ' ' || p.serial as subject,
                case when l.return_id is null then 'sold' else 'returned' end as expected,
                p.state as found
         from memo_in_lines l
         join memos_in m on m.id = l.memo_in_id
         join pieces p on p.id = l.piece_id
         where l.return_id is not null and p.state <> 'returned'
            or l.payment_id is not null and p.state = 'returned'
         union all
         select m.number, trim_scale(pay.amount)::text, trim_scale(coalesce(sum(l.cost), 0))::text
         from memo_in_payments pay
         join memos_in m on m.id = pay.memo_in_id
         left join memo_in_lines l on l.payment_id = pay.id
         group by m.id, pay.id having coalesce(sum(l.cost), 0) <> pay.amount",
    ),
    rule(
        "vendors-paid",
        "the ledger has as paid to vendors what they were paid for what they lent",
        "with paid as (
            select m.store_id, sum(p.amount) as amount
            from memo_in_payments p join memos_in m on m.id = p.memo_in_id group by m.store_id
         ),
         booked as (
            select e.store_id, -sum(p.amount) as amount
            from ledger_entries e join ledger_postings p on p.entry_id = e.id
            where p.account = '1050' group by e.store_id
         )
         select s.name as subject, trim_scale(coalesce(p.amount, 0))::text as expected,
                trim_scale(coalesce(b.amount, 0))::text as found
         from stores s
         left join paid p on p.store_id = s.id
         left join booked b on b.store_id = s.id
         where coalesce(p.amount, 0) <> coalesce(b.amount, 0)",
    ),
    rule(
        "moves",
        "every piece is where its last move put it",
        "select p.serial as subject, coalesce(place.name, 'nowhere') as expected,
                coalesce(here.name, 'nowhere') as found
         from pieces p
         left join lateral (
            select to_location from stock_moves m where m.piece_id = p.id order by m.id desc limit 1
         ) last on true
         left join locations place on place.id = last.to_location
         left join locations here on here.id = p.location_id
         where p.location_id is distinct from last.to_location",
    ),
    rule(
        "envelopes",
        "every envelope is where its last move put it",
        "select e.code as subject, coalesce(place.name, 'nowhere') as expected,
                coalesce(here.name, 'nowhere') as found
         from envelopes e
         left join lateral (
            select to_location from envelope_moves m where m.envelope_id = e.id
            order by m.id desc limit 1
         ) last on true
         left join locations place on place.id = last.to_location
         left join locations here on here.id = e.location_id
         where e.location_id is distinct from last.to_location",
    ),
    rule(
        "enclosed",
        "what is in an envelope lies where its envelope lies",
        "select e.code as subject, coalesce(place.name, 'nowhere') as expected,
                p.serial || ' in ' || coalesce(here.name, 'nowhere') as found
         from envelopes e
         join enclosed_pieces i on i.order_line_id = e.order_line_id
         join pieces p on p.id = i.piece_id
         left join locations place on place.id = e.location_id
         left join locations here on here.id = p.location_id
         where e.closed_at is null and e.location_id is distinct from p.location_id",
    ),
    rule(
        "counts",
        "what a finished count missed was written off, piece by piece",
        "select c.number as subject, (c.expected - c.found)::text || ' missing' as expected,
                count(m.id)::text || ' written off' as found
         from stock_counts c
         left join stock_count_results r on r.count_id = c.id and r.piece_id is not null
         left join stock_moves m
            on m.piece_id = r.piece_id and m.kind = 'lost' and m.at = c.ended_at
         where c.state = 'finished'
         group by c.id having count(m.id) <> c.expected - c.found",
    ),
    rule(
        "receipts",
        "every piece with a real cost came on a purchase order, or from stock",
        "select o.number || ' line ' || l.position as subject,
                'a purchase order on which it came, or a piece of stock' as expected, 'none' as found
         from order_lines l join orders o on o.id = l.order_id
         where l.cost_is_real and not exists (
            select from purchase_lines pl
            where pl.order_line_id = l.id and pl.received >= l.quantity and not pl.returned
         ) and not exists (
            select from reservations r
            where r.order_line_id = l.id and r.taken_cost is not null
         ) and not exists (
            select from bench_jobs j where j.order_line_id = l.id and j.state = 'finished'
         )",
    ),
    rule(
        "work-in-progress",
        "the ledger has as work in progress what is in the open jobs of the bench",
        "with working as (
            select j.store_id, sum(c.amount) as cost
            from bench_charges c join bench_jobs j on j.id = c.job_id
            where j.state in ('planned', 'in_work') group by j.store_id
         ),
         booked as (
            select e.store_id, sum(p.amount) as amount
            from ledger_entries e join ledger_postings p on p.entry_id = e.id
            where p.account = '1220' group by e.store_id
         )
         select s.name as subject, trim_scale(coalesce(w.cost, 0))::text as expected,
                trim_scale(coalesce(b.amount, 0))::text as found
         from stores s
         left join working w on w.store_id = s.id
         left join booked b on b.store_id = s.id
         where coalesce(w.cost, 0) <> coalesce(b.amount, 0)",
    ),
    rule(
        "jobs",
        "nothing is in a job that is over, and never less than nothing in one that is open",
        "select j.number as subject,
                case when j.ended_at is null then 'nothing or more' else '0' end as expected,
                trim_scale(sum(c.amount))::text as found
         from bench_jobs j join bench_charges c on c.job_id = j.id
         group by j.id
         having case when j.ended_at is null then sum(c.amount) < 0 else sum(c.amount) <> 0 end",
    ),
    rule(
        "made",
        "a piece that was made for an order costs what its job did, and nothing else covers it",
        "select j.number as subject,
                trim_scale(coalesce(done.cost, 0)) || ', nothing else' as expected,
                trim_scale(coalesce(l.unit_cost, 0))
                    || case when r.piece_id is null then ', nothing else' else ', a piece' end as found
         from bench_jobs j
         join order_lines l on l.id = j.order_line_id
         left join reservations r on r.order_line_id = l.id and r.ended_at is null
         left join lateral (
            select -c.amount as cost from bench_charges c
            where c.job_id = j.id and c.kind = 'finished' order by c.id desc limit 1
         ) done on true
         where j.state = 'finished' and l.cost_is_real
             and (done.cost is distinct from l.unit_cost or r.piece_id is not null)",
    ),
    Rule {
        name: "states",
        says: "every order is in a state of its kind, with the phase and the dates that go with it",
        sql: "with states as (
                select * from unnest($1::text[], $2::text[], $3::text[], $4::bool[], $5::bool[])
                    as state (kind, code, phase, handed_over, cancelled)
              )
              select o.number as subject,
                     coalesce(s.phase || case when s.handed_over then ', handed over' else '' end,
                              'a state of ' || o.kind) as expected,
                     o.state || ': ' || o.phase
                         || case when o.handed_over_at is null then '' else ', handed over' end
                         || case when o.held then ', on hold' else '' end as found
              from orders o left join states s on s.kind = o.kind and s.code = o.state
              where s.code is null or s.phase <> o.phase
                 or s.handed_over <> (o.handed_over_at is not null)
                 or o.held and (s.handed_over or s.cancelled)",
        known: Known::States,
    },
    rule(
        "hand-overs",
        "an order has a hand-over on record exactly if it is handed over",
        "select o.number as subject, coalesce(o.handed_over_at::text, 'none') as expected,
                coalesce(h.at::text, 'none') as found
         from orders o left join order_handovers h on h.order_id = o.id
         where (o.handed_over_at is null) <> (h.order_id is null)",
    ),
    rule(
        "history",
        "the history of every order leads to the state that it is in",
        "select o.number as subject, coalesce(last.state, 'no history') as expected,
                o.state as found
         from orders o
         left join (
            select distinct on (order_id) order_id,
                   coalesce(data->'to'->>'state', data->'state'->>'state') as state
            from order_events where code in ('captured', 'moved')
            order by order_id, id desc
         ) last on last.order_id = o.id
         where last.state is distinct from o.state",
    ),
];
