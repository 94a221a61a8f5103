-- A house to measure in, beside the demo's: one store, one vendor, a ring and a band, 2000
-- customers. The ids are fixed, so that whoever writes orders knows them without asking.

-- Ids as the server makes them: UUID v7, the time first, then chance. `nth` tells the ids apart
-- that are made of one moment and one chance (62 bits of it).
create function bench_id(at timestamptz, chance bigint, nth integer) returns uuid
language sql stable parallel safe as $$
    select encode(
        int8send((extract(epoch from at) * 1000)::bigint << 16 | x'7000'::bigint)
            || int8send(chance + nth - 9223372036854775807),
        'hex'
    )::uuid
$$;

insert into stores (id, name, jurisdiction, address, phone, email, created_at) values
    ('00000000-0000-7000-8000-000000000001', 'Bench', 'US-NY-BENCH',
     '{"line1":"48 Mercer St","city":"New York","region":"NY","postcode":"10013","country":"US"}',
     '+12125550100', 'bench@example.com', now());
insert into store_policies (store_id, valid_from) values
    ('00000000-0000-7000-8000-000000000001', '2020-01-01');
insert into tax_rates (jurisdiction, line_class, valid_from, rate) values
    ('US-NY-BENCH', 'goods', '2020-01-01', 0.08875), ('US-NY-BENCH', 'labour', '2020-01-01', 0.08875);

insert into vendors (id, name, created_at, updated_at) values
    ('00000000-0000-7000-8000-000000000002', 'Maison Bench', now(), now());
insert into styles (id, handle, title, vendor_id, option_names, words, search, created_at, updated_at)
values
    ('00000000-0000-7000-8000-000000000003', 'bench-ring', 'Oval halo ring',
     '00000000-0000-7000-8000-000000000002', '{Metal}', 'oval halo ring', 'oval halo ring', now(), now()),
    ('00000000-0000-7000-8000-000000000004', 'bench-band', 'Comfort fit band',
     '00000000-0000-7000-8000-000000000002', '{Metal}', 'comfort fit band', 'comfort fit band', now(), now());
insert into variants (id, style_id, position, option_values, sku, price, cost, currency, updated_at)
values
    ('00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000003', 1,
     '{"14k white"}', 'BENCH-1', 1200, 480, 'USD', now()),
    ('00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000004', 1,
     '{"14k white"}', 'BENCH-2', 640, 256, 'USD', now());

insert into customers (id, name, phone, email, created_at, updated_at)
select ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Customer ' || n,
       '+1212555' || lpad(n::text, 4, '0'), 'customer' || n || '@example.com', now(), now()
from generate_series(1, 2000) as n;
