-- Twenty thousand pieces of jewelry in the bench's safe, as the services would have written them.

insert into locations (id, store_id, kind, name, code, created_at) values
    ('00000000-0000-7000-8000-000000000008', '00000000-0000-7000-8000-000000000001', 'safe', 'Safe',
     'BENCH-SAFE', now());

create temporary table jewels on commit drop as
select bench_id(at, n, 0) as id, bench_id(at, n, 1) as move, at, 'J' || 100000 + n as serial,
       gem || ' ' || design || ', ' || metal as name,
       200 + n % 4000 as cost, 2 * (200 + n % 4000) as price
from (
    select n, now() - n * interval '7 minutes' as at,
           (array['Sapphire', 'Ruby', 'Emerald', 'Diamond', 'Opal', 'Garnet', 'Pearl', 'Topaz',
                  'Tourmaline', 'Aquamarine', 'Spinel'])[1 + n % 11] as gem,
           (array['halo ring', 'solitaire ring', 'stud earrings', 'drop earrings', 'pendant',
                  'tennis bracelet', 'eternity band'])[1 + n % 7] as design,
           (array['14k yellow', '14k white', '14k rose', '18k yellow', 'platinum'])[1 + n % 5] as metal
    from generate_series(1, 20000) as n
) as plan;

insert into pieces (id, store_id, serial, form, ownership, location_id, name, vendor_id, currency,
    cost, price, words, search, created_at, updated_at)
select id, '00000000-0000-7000-8000-000000000001', serial, 'jewel', 'owned',
       '00000000-0000-7000-8000-000000000008', name, '00000000-0000-7000-8000-000000000002', 'USD',
       cost, price, lower(name), lower(serial || ' ' || name), at, at
from jewels;

insert into stock_moves (id, at, store_id, piece_id, kind, to_location, actor_kind, actor_name)
select move, at, '00000000-0000-7000-8000-000000000001', id, 'received',
       '00000000-0000-7000-8000-000000000008', 'console', 'seed'
from jewels;

insert into ledger_entries (id, kind, store_id, business_date, currency, memo, at) values
    ('00000000-0000-7000-8000-000000000009', 'stock_received',
     '00000000-0000-7000-8000-000000000001', current_date, 'USD', 'The safe', now());
insert into ledger_postings (entry_id, position, account, amount)
select '00000000-0000-7000-8000-000000000009', position, account, way * (select sum(cost) from jewels)
from (values (1, '1210', 1), (2, '3000', -1)) as posting (position, account, way);
