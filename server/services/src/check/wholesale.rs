//! The rules of what is sold parcel by parcel, on account.

use super::rules::{Rule, rule};

/// Holds an amount of every wholesale order against its balance on some accounts. Credits count as
/// above zero where `$sign` is `-`.
macro_rules! of_parcels {
    ($accounts:literal, $sign:literal, $expected:literal) => {
        concat!(
            "with booked as (
                select e.order_id, sum(p.amount) as amount
                from ledger_entries e join ledger_postings p on p.entry_id = e.id
                where p.account in (",
            $accounts,
            ") group by e.order_id
             ),
             sent as (
                select s.order_id, sum(l.net) as net, sum(l.tax) as tax,
                       sum(l.stock_cost + l.other_cost) as cost,
                       sum(case when s.by_vendor then 0 else l.other_cost end) as from_house
                from shipments s join shipment_lines l on l.shipment_id = s.id group by 1
             ),
             came as (
                select po.order_id, sum(p.received * p.unit_cost) as owed,
                       sum(case when po.kind = 'drop_ship' then 0
                                else p.received * p.unit_cost end) as cost
                from purchase_lines p join purchase_orders po on po.id = p.purchase_order_id
                where p.order_line_id is not null and not p.returned group by 1
             ),
             lent as (
                select l.order_id, sum(r.taken_cost) as owed
                from reservations r
                join pieces p on p.id = r.piece_id
                join order_lines l on l.id = r.order_line_id
                where r.taken_cost is not null and p.ownership = 'memo_in' group by 1
             ),
             made as (
                select l.order_id, sum(l.unit_cost) as cost
                from order_lines l join bench_jobs j on j.order_line_id = l.id
                where j.state = 'finished' and l.cost_is_real group by 1
             ),
             held as (
                select o.number, coalesce(",
            $expected,
            ", 0) as expected, ",
            $sign,
            "coalesce(b.amount, 0) as found
                from orders o
                left join booked b on b.order_id = o.id
                left join sent on sent.order_id = o.id
                left join came on came.order_id = o.id
                left join lent on lent.order_id = o.id
                left join made on made.order_id = o.id
                where o.kind = 'wholesale'
             )
             select number as subject, trim_scale(expected)::text as expected,
                    trim_scale(found)::text as found
             from held where expected <> found"
        )
    };
}

pub(super) const RULES: &[Rule] = &[
    rule(
        "parcels-receivable",
        "the ledger holds as owed what is invoiced to accounts and not paid",
        of_parcels!("'1100'", "", "sent.net + sent.tax - o.paid"),
    ),
    rule(
        "parcels-revenue",
        "the ledger has the sale of every parcel, and of nothing else that an account ordered",
        of_parcels!(
            "'4000', '4010', '4090', '4100', '4110', '4200'",
            "-",
            "sent.net"
        ),
    ),
    rule(
        "parcels-tax",
        "the ledger has the tax of every parcel",
        of_parcels!("'2200'", "-", "sent.tax"),
    ),
    rule(
        "parcels-cost",
        "the ledger has as cost what the pieces in parcels really cost",
        of_parcels!("'5000'", "", "sent.cost"),
    ),
    rule(
        "parcels-inventory",
        "the ledger has in the house what came or was made for accounts and is in no parcel yet",
        of_parcels!(
            "'1200'",
            "",
            "coalesce(came.cost, 0) + coalesce(made.cost, 0) - coalesce(sent.from_house, 0)"
        ),
    ),
    rule(
        "parcels-payable",
        "the ledger owes vendors for what came for accounts and was not ours already",
        of_parcels!(
            "'2000'",
            "-",
            "coalesce(came.owed, 0) + coalesce(lent.owed, 0)"
        ),
    ),
    rule(
        "parcels-deposits",
        "an account pays invoices, and leaves no deposit",
        of_parcels!("'2100', '4900'", "-", "0"),
    ),
    rule(
        "invoices",
        "every invoice comes to its parcel, and is paid what payments say",
        "select i.number as subject,
                trim_scale(sent.net + sent.tax) || ', paid ' || trim_scale(coalesce(p.paid, 0))
                    as expected,
                trim_scale(i.total) || ', paid ' || trim_scale(i.paid) as found
         from invoices i
         cross join lateral (
            select coalesce(sum(net), 0) as net, coalesce(sum(tax), 0) as tax
            from shipment_lines where shipment_id = i.shipment_id
         ) sent
         left join lateral (
            select sum(amount) as paid from payments where invoice_id = i.id
         ) p on true
         where (i.net, i.tax, i.paid) is distinct from (sent.net, sent.tax, coalesce(p.paid, 0))",
    ),
    rule(
        "parcels",
        "as many of every line have left as its parcels hold",
        "select o.number || ' line ' || l.position as subject,
                coalesce(sum(s.quantity), 0)::text as expected, l.shipped::text as found
         from order_lines l
         join orders o on o.id = l.order_id
         left join shipment_lines s on s.order_line_id = l.id
         where o.kind = 'wholesale'
         group by l.id, o.number having coalesce(sum(s.quantity), 0) <> l.shipped",
    ),
    rule(
        "blankets",
        "as much of every blanket order is called off as its releases have, less what they gave back",
        "select b.number || ' line ' || l.position as subject,
                coalesce(sum(w.ordered - w.returned_to_blanket), 0)::text as expected,
                l.released::text as found
         from blanket_lines l
         join blanket_orders b on b.id = l.blanket_id
         left join wholesale_lines w on w.blanket_line_id = l.id
         group by l.id, b.number
         having coalesce(sum(w.ordered - w.returned_to_blanket), 0) <> l.released",
    ),
];
