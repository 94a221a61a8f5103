-- Orders of a busy house, as the services would have written them: lines, schedule, money,
-- history, purchases and books agree, so that `server check` finds nothing.
--
-- Wants the settings `bench.now`, `bench.from` and `bench.upto`: it writes the orders from one
-- number up to, and without, the other. Order 0 was taken just now, each further one seven
-- minutes earlier.

-- `step`: 0 nothing paid, 1 deposit paid, 2 with the vendor, 3 in the house, 4 handed over.
create temporary table seed on commit drop as
select bench_id(at, chance, 0) as id, 'SO-' || nextval('order_numbers') as number, at, chance,
       (at at time zone 'America/New_York')::date as day,
       ('00000000-0000-7000-9000-' || lpad(to_hex(1 + n % 2000), 12, '0'))::uuid as customer,
       state, phase, step, price, cost, tax, 2 * (price + tax) as total, price + tax as deposit,
       case step when 4 then 2 * (price + tax) when 0 then 0 else price + tax end as paid
from (
    select n, (random() * 4611686018427380000)::bigint as chance,
           current_setting('bench.now')::timestamptz - n * interval '7 minutes' as at
    from generate_series(current_setting('bench.from')::integer,
                         current_setting('bench.upto')::integer - 1) as n
) as plan
join (values
    (0, 84, 'closed', 'closed', 4),
    (84, 88, 'ready', 'ready', 3),
    (88, 94, 'ordered', 'in_work', 2),
    (94, 97, 'to_order', 'open', 1),
    (97, 99, 'deposit_due', 'open', 0),
    (99, 100, 'cancelled', 'cancelled', 0)
) as share (low, high, state, phase, step) on n % 100 >= low and n % 100 < high
cross join lateral (select 600 + (n % 40) * 20 as price, 240 + (n % 40) * 8 as cost) as amount
cross join lateral (select round(price * 0.08875, 2) as tax) as taxed;
analyze seed;

insert into orders (id, number, kind, channel, store_id, customer_id, taken_by_name, state, phase,
    state_since, currency, net, tax, total, paid, deposit, first_promise, estimate, delivery, title,
    created_at, updated_at, handed_over_at)
select id, number, 'special_order', 'api', '00000000-0000-7000-8000-000000000001', customer, 'seed',
       state, phase, at, 'USD', 2 * price, 2 * tax, total, paid, deposit, day + 21, day + 21, 'ship',
       'Oval halo ring, 14k white + 1 more', at, at, case step when 4 then at + interval '10 days' end
from seed;

insert into order_lines (order_id, id, style_id, variant_id, vendor_id, sku, description, quantity,
    ring_size, metal, engraving, unit_price, unit_cost, quoted_cost, cost_is_real, class, net, tax,
    position)
select id, bench_id(at, chance, position), style, variant, '00000000-0000-7000-8000-000000000002',
       sku, piece, 1, 5313, '{"gold14k": "white"}', 'Always', price, cost, cost, step >= 3, 'goods',
       price, tax, position
from seed
cross join (values
    (1, '00000000-0000-7000-8000-000000000003'::uuid, '00000000-0000-7000-8000-000000000005'::uuid,
     'BENCH-1', 'Oval halo ring, 14k white'),
    (2, '00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000006',
     'BENCH-2', 'Comfort fit band, 14k white')
) as line (position, style, variant, sku, piece);

insert into order_milestones (order_id, id, label, amount, gates, position)
select id, bench_id(at, chance, 2 + position), label, deposit, gates, position
from seed
cross join (values (1, 'Deposit', 'work'), (2, 'Balance', 'hand_over')) as part (position, label, gates);

insert into order_addresses (order_id, address)
select id, '{"recipient": "", "line1": "48 Mercer St", "line2": "Apt 4", "city": "New York", "region": "NY", "postcode": "10013", "country": "US"}'
from seed;

insert into payments (id, order_id, amount, method, reference, taken_at, taken_by_name)
select bench_id(at, chance, 5), id, deposit, 'card_terminal', 'auth 0912 4242', at, 'seed'
from seed where step >= 1
union all
select bench_id(at + interval '9 days', chance, 6), id, total - deposit, 'cash', null,
       at + interval '9 days', 'seed'
from seed where step = 4;

insert into tracking_links (id, order_id, token_hash, created_at, expires_at)
select bench_id(at, chance, 7), id, sha256(int8send(chance)), at, at + interval '18 months'
from seed;

insert into order_events (order_id, at, id, actor_kind, actor_name, code, data, visible)
select id, at, bench_id(at, chance, 8), 'console', 'seed', 'captured',
       jsonb_build_object('what', 'captured', 'promise', day + 21,
           'state', jsonb_build_object('kind', 'special_order', 'state', 'deposit_due'),
           'total', jsonb_build_object('amount', total::text, 'currency', 'USD')), true
from seed
union all
select id, at, bench_id(at, chance, 9), 'console', 'seed', 'payment_taken',
       jsonb_build_object('what', 'payment_taken', 'method', 'card_terminal',
           'amount', jsonb_build_object('amount', deposit::text, 'currency', 'USD')), true
from seed where step >= 1
union all
select id, at + after, bench_id(at + after, chance, nth), 'console', 'seed', 'moved',
       jsonb_build_object('what', 'moved', 'action', action, 'told', told,
           'from', jsonb_build_object('kind', 'special_order', 'state', came_from),
           'to', jsonb_build_object('kind', 'special_order', 'state', went_to)), told
from seed
join (values
    (1, 10, interval '0', 'deposit_met', 'deposit_due', 'to_order', false),
    (2, 11, interval '1 day', 'place_with_vendor', 'to_order', 'ordered', true),
    (3, 12, interval '8 days', 'receive', 'ordered', 'received', true),
    (3, 13, interval '8 days', 'start_check', 'received', 'quality_check', false),
    (3, 14, interval '8 days', 'pass_check', 'quality_check', 'ready', true),
    (4, 15, interval '10 days', 'ship', 'ready', 'shipped', true),
    (4, 16, interval '11 days', 'confirm_delivery', 'shipped', 'closed', false)
) as move (from_step, nth, after, action, came_from, went_to, told) on step >= from_step
union all
select id, at + interval '1 day', bench_id(at + interval '1 day', chance, 10), 'console', 'seed',
       'moved',
       jsonb_build_object('what', 'moved', 'action', 'cancel', 'told', true,
           'from', jsonb_build_object('kind', 'special_order', 'state', 'deposit_due'),
           'to', jsonb_build_object('kind', 'special_order', 'state', 'cancelled')), true
from seed where state = 'cancelled';

insert into purchase_orders (id, number, store_id, vendor_id, order_id, kind, eta, currency,
    sent_at, created_at, received_at)
select bench_id(at + interval '1 day', chance, 17), 'PO-' || nextval('purchase_order_numbers'),
       '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002', id,
       'special_order', day + 8,
       'USD', at + interval '1 day', at + interval '1 day',
       case when step >= 3 then at + interval '8 days' end
from seed where step >= 2;

insert into purchase_lines (id, purchase_order_id, position, order_line_id, description, quantity,
    received, unit_cost)
select gen_random_uuid(), bench_id(at + interval '1 day', chance, 17), position,
       bench_id(at, chance, position), 'A piece', 1, case when step >= 3 then 1 else 0 end, cost
from seed cross join (values (1), (2)) as line (position)
where step >= 2;

-- The books: what was paid, what came from the vendor, what was handed over.
create temporary table entries on commit drop as
select bench_id(at + after, chance, nth) as id, nth, seed.id as order_id, kind, number, at + after as at,
       deposit, total, price, tax, cost
from seed
join (values
    (1, 18, interval '0', 'deposit'),
    (3, 19, interval '8 days', 'goods_received'),
    (4, 20, interval '9 days', 'deposit'),
    (4, 21, interval '10 days', 'hand_over')
) as entry (from_step, nth, after, kind) on step >= from_step;

insert into ledger_entries (id, kind, order_id, store_id, business_date, currency, memo, at)
select id, kind, order_id, '00000000-0000-7000-8000-000000000001',
       (at at time zone 'America/New_York')::date, 'USD', number || ' ' || replace(kind, '_', ' '), at
from entries;

insert into ledger_postings (entry_id, position, account, amount)
select id, position, account, amount
from entries
cross join lateral (values
    (18, 1, '1020', deposit), (18, 2, '2100', -deposit),
    (19, 1, '1200', 2 * cost), (19, 2, '2000', -2 * cost),
    (20, 1, '1000', total - deposit), (20, 2, '2100', deposit - total),
    (21, 1, '2100', total), (21, 2, '5000', 2 * cost), (21, 3, '4000', -2 * price),
    (21, 4, '2200', -2 * tax), (21, 5, '1200', -2 * cost)
) as posting (of_entry, position, account, amount)
where of_entry = nth;

insert into order_handovers (order_id, carrier, tracking, at)
select id, 'UPS', '1Z999', at + interval '10 days' from seed where step = 4;

-- The keys of attempts are kept for thirty days.
insert into idempotency_keys (scope, key, fingerprint, result, created_at)
select 'orders.place', gen_random_uuid(), sha256(int8send(chance)),
       jsonb_build_object('id', id, 'number', number, 'version', 1), at
from seed where at > current_setting('bench.now')::timestamptz - interval '30 days';
