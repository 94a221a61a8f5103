-- Pieces of the bench's safe for the lines that wait for one, a piece for each; none is promised.

update reservations set ended_at = now() where ended_at is null;

drop table if exists bench_pairs;
drop sequence if exists bench_pair;
create table bench_pairs (
    n bigint primary key,
    order_id uuid not null,
    line_id uuid not null,
    piece_id uuid not null
);
create sequence bench_pair;
grant select on bench_pairs to public;
grant usage on sequence bench_pair to public;

-- One order after the other would have its two lines promised at the same time, each waiting for
-- the other: first all first lines, then all second ones.
insert into bench_pairs
select n, order_id, line_id, piece_id
from (
    select row_number() over (order by l.position, l.id) as n, o.id as order_id, l.id as line_id
    from orders o join order_lines l on l.order_id = o.id
    where o.store_id = '00000000-0000-7000-8000-000000000001' and o.state = 'to_order'
        and o.taken_by_name = 'seed'
) as line
join (
    select row_number() over (order by id) as n, id as piece_id
    from pieces
    where store_id = '00000000-0000-7000-8000-000000000001' and state = 'here'
) as piece using (n);

analyze bench_pairs;
