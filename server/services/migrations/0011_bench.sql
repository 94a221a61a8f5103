-- The bench: what is made in the house, by whom, when, and at what cost.

create sequence bench_job_numbers start 1001;

-- How kinds of work are done, for the whole house.
create table bench_routes (
    id uuid primary key,
    name text not null,
    -- The steps in turn, each with its kind and the quarters of an hour that it takes.
    steps jsonb not null,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index bench_routes_by_name on bench_routes (lower(name));

-- What a shop starts with, to be changed as it likes.
insert into bench_routes (id, name, steps, created_at, updated_at)
select gen_random_uuid(), name, steps::jsonb, now(), now()
from (values
    ('Ring sizing', '[{"kind":"sizing","hours":4},{"kind":"polishing","hours":2}]'),
    ('Stone setting', '[{"kind":"setting","hours":6},{"kind":"polishing","hours":2}]'),
    ('Casting', '[{"kind":"design","hours":8},{"kind":"casting","hours":6},{"kind":"polishing","hours":4}]'),
    ('Polishing and rhodium', '[{"kind":"polishing","hours":2},{"kind":"rhodium","hours":2}]'),
    ('Assembly', '[{"kind":"assembly","hours":8},{"kind":"polishing","hours":3}]'),
    ('Engraving', '[{"kind":"engraving","hours":3}]'),
    ('Chain repair', '[{"kind":"chain_repair","hours":2},{"kind":"polishing","hours":1}]'),
    ('Custom make', '[{"kind":"design","hours":16},{"kind":"casting","hours":8},{"kind":"assembly","hours":8},{"kind":"setting","hours":8},{"kind":"polishing","hours":6},{"kind":"check","hours":1}]')
) as starts (name, steps);

-- How a style is made in the house, if it is.
alter table styles add column route_id uuid references bench_routes;

-- Who works at the bench: quarters of an hour from Monday to Sunday, and what an hour costs.
create table bench_jewelers (
    staff_id uuid primary key references staff,
    store_id uuid not null references stores,
    week integer[] not null check (array_length(week, 1) = 7),
    rate numeric(14, 4) not null check (rate >= 0),
    version integer not null default 1,
    updated_at timestamptz not null
);
create index bench_jewelers_of_store on bench_jewelers (store_id);

create table bench_days_off (
    staff_id uuid not null references bench_jewelers,
    day date not null,
    primary key (staff_id, day)
);

create table bench_jobs (
    id uuid primary key,
    number text not null unique,
    store_id uuid not null references stores,
    -- The order and the line that it is for; none for stock.
    order_id uuid references orders,
    order_line_id uuid references order_lines,
    variant_id uuid references variants,
    title text not null,
    state text not null default 'planned',
    rush boolean not null default false,
    -- The day on which it is planned to be finished.
    due_on date not null,
    currency char(3) not null,
    note text,
    weight_grams numeric(12, 3),
    result_note text,
    -- What it became, if it was made for stock or kept.
    piece_id uuid references pieces,
    version integer not null default 1,
    created_at timestamptz not null,
    created_by_name text not null,
    ended_at timestamptz,
    check ((order_id is null) = (order_line_id is null)),
    check ((state in ('finished', 'stopped')) = (ended_at is not null))
);
-- The last guard: one job makes a line's piece.
create unique index bench_jobs_of_line on bench_jobs (order_line_id) where state <> 'stopped';
create index bench_jobs_of_order on bench_jobs (order_id) where order_id is not null;
create index bench_jobs_open on bench_jobs (store_id, due_on) where state in ('planned', 'in_work');

create table bench_steps (
    id uuid primary key,
    job_id uuid not null references bench_jobs,
    position smallint not null,
    kind text not null,
    state text not null default 'waiting',
    -- Who does it; nobody yet, a jeweler or a vendor.
    staff_id uuid references bench_jewelers,
    vendor_id uuid references vendors,
    -- In quarters of an hour.
    planned integer not null check (planned >= 0),
    worked integer not null default 0 check (worked >= 0),
    due_on date not null,
    -- Since when it stands so.
    since timestamptz not null,
    unique (job_id, position),
    check (staff_id is null or vendor_id is null)
);
create index bench_steps_of_jeweler on bench_steps (staff_id) where state <> 'done';

-- All that went into jobs and came out of them. What is in work is their sum.
create table bench_charges (
    id uuid primary key,
    job_id uuid not null references bench_jobs,
    step_id uuid references bench_steps,
    kind text not null,
    -- Above zero for what went in.
    amount numeric(14, 4) not null,
    item_id uuid references bulk_items,
    quantity numeric(14, 3) check (quantity > 0),
    piece_id uuid references pieces,
    -- Where it came from, or went.
    location_id uuid references locations,
    -- In quarters of an hour.
    hours integer not null default 0 check (hours >= 0),
    at timestamptz not null,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null,
    check ((item_id is null) = (quantity is null))
);
create index bench_charges_of_job on bench_charges (job_id, id);

create trigger bench_charges_append_only before update or delete on bench_charges
    for each row execute function refuse_change();

create table bench_photos (
    job_id uuid not null references bench_jobs,
    url text not null,
    added_at timestamptz not null,
    added_by_name text not null,
    primary key (job_id, url)
);

-- What is made in the house covers a line as well, and comes when its job is planned to be finished.
create or replace view line_covers as
select l.order_id, l.id as order_line_id, 'stock' as cover, p.id as source_id, p.serial as number,
       place.name as who, (r.made_at at time zone s.zone)::date as eta, true as here
from reservations r
join order_lines l on l.id = r.order_line_id
join orders o on o.id = l.order_id
join stores s on s.id = o.store_id
join pieces p on p.id = r.piece_id
left join locations place on place.id = p.location_id
where r.ended_at is null or r.taken_cost is not null
union all
select p.order_id, l.order_line_id,
       case p.kind when 'drop_ship' then 'drop_ship' else 'purchase' end, p.id, p.number, v.name,
       coalesce((p.received_at at time zone s.zone)::date, p.eta),
       p.received_at is not null or l.received >= l.quantity
from purchase_lines l
join purchase_orders p on p.id = l.purchase_order_id
join vendors v on v.id = p.vendor_id
join stores s on s.id = p.store_id
where l.order_line_id is not null and l.ended_at is null
union all
select j.order_id, j.order_line_id, 'production', j.id, j.number, w.name,
       coalesce((j.ended_at at time zone s.zone)::date, j.due_on), j.state = 'finished'
from bench_jobs j
join stores s on s.id = j.store_id
left join lateral (
    select p.name from bench_steps b join staff p on p.id = b.staff_id
    where b.job_id = j.id order by b.state = 'done', b.position limit 1
) w on true
where j.order_line_id is not null and j.state <> 'stopped';
