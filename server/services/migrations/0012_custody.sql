-- Custody: who has what, and how far customers' goods are insured.

-- In the hands of somebody who has no bench: one place for each person.
create unique index locations_of_person on locations (store_id, staff_id) where kind = 'person';
create index locations_of_staff on locations (staff_id) where staff_id is not null;

-- What the pieces of an order travel through the house in, one each.
create table envelopes (
    id uuid primary key,
    store_id uuid not null references stores,
    order_id uuid not null references orders,
    order_line_id uuid not null references order_lines,
    -- Which of the order's pieces.
    number integer not null check (number > 0),
    -- The order's number with the piece's behind it: what its label says.
    code text not null unique,
    -- Where it lies; nowhere once it has left, or while nobody has said.
    location_id uuid references locations,
    created_at timestamptz not null,
    -- Its piece was handed over, or went back.
    closed_at timestamptz,
    unique (order_id, number),
    check (closed_at is null or location_id is null)
);
create index envelopes_of_line on envelopes (order_line_id);
create index envelopes_of_location on envelopes (location_id) where location_id is not null;

-- All that happened to envelopes.
create table envelope_moves (
    id uuid primary key,
    at timestamptz not null,
    store_id uuid not null references stores,
    envelope_id uuid not null references envelopes,
    kind text not null,
    from_location uuid references locations,
    to_location uuid references locations,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null
);
create index moves_of_envelope on envelope_moves (envelope_id, id);

create trigger envelope_moves_append_only before update or delete on envelope_moves
    for each row execute function refuse_change();

-- The pieces that are in the house for their orders now. Where each lies is known of those that
-- came from stock.
insert into envelopes (id, store_id, order_id, order_line_id, number, code, location_id, created_at)
select gen_random_uuid(), o.store_id, o.id, l.id, l.number, o.number || '-' || l.number,
       p.location_id, o.state_since
from orders o
join lateral (
    select l.id, row_number() over (order by l.position, each) as number
    from order_lines l cross join generate_series(1, l.quantity) as each
    where l.order_id = o.id
) l on true
join order_lines line on line.id = l.id and line.cost_is_real
left join reservations r
    on r.order_line_id = l.id and r.ended_at is null and r.taken_cost is not null
left join pieces p on p.id = r.piece_id
where o.phase in ('in_work', 'ready') and o.handed_over_at is null;

-- Their ids come before all that are given later.
insert into envelope_moves (id, at, store_id, envelope_id, kind, to_location, actor_kind, actor_name)
select ('00000000' || substr(gen_random_uuid()::text, 9))::uuid, created_at, store_id, id,
       'received', location_id, 'house', 'Bezel'
from envelopes;

-- Scanners read a report's number in capitals.
create index pieces_by_report on pieces (store_id, upper(certificate)) where certificate is not null;
-- What lies here of customers, the longest here first.
create index pieces_of_customers on pieces (store_id, created_at, id)
    where ownership = 'customer' and state = 'here';

-- Up to how much customers' goods are insured. The newest counts.
create table insurance_limits (
    id uuid primary key,
    store_id uuid not null references stores,
    amount numeric(14, 4) not null check (amount >= 0),
    currency char(3) not null,
    at timestamptz not null,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null
);
create index insurance_limits_newest on insurance_limits (store_id, id desc);

create trigger insurance_limits_append_only before update or delete on insurance_limits
    for each row execute function refuse_change();

-- Pictures of pieces, the first one first.
create table piece_photos (
    id uuid primary key,
    piece_id uuid not null references pieces,
    -- A path of ours (`/photos/…`).
    url text not null,
    created_at timestamptz not null,
    unique (piece_id, url)
);
create index piece_photos_first on piece_photos (piece_id, id);
