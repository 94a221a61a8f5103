-- The rows of the newest order that somebody wrote: of each table and each set of columns that
-- are not null, how many there are and how large they are together.
with written as (
    select id from orders where taken_by_name = $1 order by created_at desc, id desc limit 1
),
rows as (
    select 'orders' as source, to_jsonb(r) as cells from orders r join written using (id)
    union all
    select 'order_lines', to_jsonb(r) from order_lines r join written w on w.id = r.order_id
    union all
    select 'order_milestones', to_jsonb(r) from order_milestones r join written w on w.id = r.order_id
    union all
    select 'order_addresses', to_jsonb(r) from order_addresses r join written w on w.id = r.order_id
    union all
    select 'payments', to_jsonb(r) from payments r join written w on w.id = r.order_id
    union all
    select 'tracking_links', to_jsonb(r) from tracking_links r join written w on w.id = r.order_id
    union all
    select 'order_events', to_jsonb(r) from order_events r join written w on w.id = r.order_id
    union all
    select 'ledger_entries', to_jsonb(r) from ledger_entries r join written w on w.id = r.order_id
    union all
    select 'ledger_postings', to_jsonb(r)
    from ledger_postings r join ledger_entries e on e.id = r.entry_id join written w on w.id = e.order_id
    union all
    select 'jobs', to_jsonb(r)
    from jobs r
    join order_events e on e.id = (r.payload ->> 'event')::uuid
    join written w on w.id = e.order_id
    union all
    select 'idempotency_keys', to_jsonb(r)
    from idempotency_keys r join written w on w.id = (r.result ->> 'id')::uuid
)
select source,
       (select string_agg(key, ' ' order by key) from jsonb_each(cells) where value <> 'null') as columns,
       count(*) as rows, sum(octet_length(cells::text)) as bytes
from rows
group by 1, 2
order by 1, 2;
