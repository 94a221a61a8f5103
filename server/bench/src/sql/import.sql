-- Stones from `bench_stone_list` into the bench's safe: the rows that an import writes, and nothing
-- besides. Nothing is compared, and nobody is told how far it has come.

create temporary table stones on commit drop as
select bench_id(now(), line, 0) as id, bench_id(now(), line, 1) as move,
       'P' || nextval('piece_numbers') as serial,
       carat || ' ct diamond, round, ' || color || ' ' || clarity as name,
       sha256(convert_to(list::text, 'UTF8')) as key, round(price * 0.6, 2) as cost, list.*
from bench_stone_list as list;

insert into pieces (id, store_id, serial, form, ownership, location_id, currency, cost, price, name,
    variety, origin, shape, carat, colour, clarity, cut, length_mm, width_mm, depth_mm,
    depth_percent, table_percent, import_key, import_hash, words, search, created_at, updated_at)
select id, '00000000-0000-7000-8000-000000000001', serial, 'stone', 'owned',
       '00000000-0000-7000-8000-000000000008', 'USD', cost, price, name, 'Diamond', 'natural', 'round',
       carat, color, clarity, lower(replace(cut, ' ', '_')), x, y, z, depth, "table", key, key,
       lower(name || ' diamond'), lower(serial || ' ' || name), now(), now()
from stones;

insert into stock_moves (id, at, store_id, piece_id, kind, to_location, actor_kind,
    actor_id, actor_name, reason)
select move, now(), '00000000-0000-7000-8000-000000000001', id, 'received',
       '00000000-0000-7000-8000-000000000008', 'console', '00000000-0000-0000-0000-000000000000',
       'Command line', 'stones.csv'
from stones;

insert into ledger_entries (id, kind, store_id, business_date, currency, memo, at)
values (bench_id(now(), 0, 2), 'stock_received', '00000000-0000-7000-8000-000000000001', current_date,
        'USD', 'stones.csv', now());
insert into ledger_postings (entry_id, position, account, amount)
select bench_id(now(), 0, 2), position, account, way * (select sum(cost) from stones)
from (values (1, '1210', 1), (2, '3000', -1)) as posting (position, account, way);
