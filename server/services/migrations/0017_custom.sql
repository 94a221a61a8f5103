-- Custom orders: thought up with the customer, designed round after round, agreed to, and made.

-- What a store asks for and includes in custom work.
create table custom_policies (
    store_id uuid primary key references stores,
    design_deposit numeric(14, 4) not null default 350 check (design_deposit >= 0),
    -- What is kept of it when the order is cancelled before it is made.
    design_fee numeric(14, 4) not null default 350
        check (design_fee >= 0 and design_fee <= design_deposit),
    -- Paid before anything is made, in per cent of the total, the design deposit included.
    production_percent numeric(5, 2) not null default 50
        check (production_percent between 0 and 100),
    included_rounds integer not null default 3 check (included_rounds >= 0),
    round_fee numeric(14, 4) not null default 75 check (round_fee >= 0),
    -- For so many days the price of the metal holds.
    price_days integer not null default 7 check (price_days >= 0),
    multiplier numeric(7, 3) not null default 2 check (multiplier between 1 and 10),
    loss_percent numeric(6, 3) not null default 5 check (loss_percent between 0 and 100),
    lead_days integer not null default 40 check (lead_days >= 0),
    -- Whether a finished piece is photographed before it is ready.
    final_photos boolean not null default true,
    -- Whether the customer sees what each part comes to.
    shows_parts boolean not null default true,
    warranty_months integer not null default 12 check (warranty_months >= 0),
    warranty text not null default
        'We put right what fails of our work: setting, prongs and solder. Wear, loss and damage are not covered.',
    -- How custom work is done at the bench, where nobody says otherwise.
    route_id uuid references bench_routes,
    version integer not null default 1
);
create function write_custom_policy(store uuid) returns void language sql as $$
    insert into custom_policies (store_id, route_id)
    values (store, (select id from bench_routes where lower(name) = 'custom make'));
$$;
create function open_custom_policy() returns trigger language plpgsql as $$
begin
    perform write_custom_policy(new.id);
    return new;
end $$;
create trigger stores_have_a_custom_policy after insert on stores
    for each row execute function open_custom_policy();
select write_custom_policy(id) from stores;

create table customs (
    order_id uuid primary key references orders,
    -- What the customer has in mind, in their words.
    wish text,
    -- What came of the consultation.
    notes text,
    budget numeric(14, 4) check (budget >= 0),
    wanted_by date,
    -- What the customer is asked about: each estimate and each round makes a new one.
    revision integer not null default 0 check (revision >= 0),
    -- The store's terms as they were when the customer was told the price; none before.
    policy jsonb,
    -- The deposit on which work was first begun: what a cancellation may keep a part of.
    begun_deposit numeric(14, 4) check (begun_deposit >= 0)
);

-- What it shall be like, and what came of it.
create table custom_pictures (
    id uuid primary key,
    order_id uuid not null references orders,
    kind text not null check (kind in ('inspiration', 'final')),
    url text not null,
    at timestamptz not null,
    unique (order_id, kind, url)
);

-- Files of designs, each kept once under the hash of its content.
create table design_files (
    hash text primary key check (length(hash) = 64),
    kind text not null,
    bytes bigint not null check (bytes > 0),
    -- Where a picture of it is served, for what can be looked at.
    picture text,
    at timestamptz not null
);

-- Each estimate that was written, for good.
create table custom_estimates (
    order_id uuid not null references orders,
    number integer not null check (number > 0),
    estimate jsonb not null,
    cost numeric(14, 4) not null,
    price numeric(14, 4) not null,
    -- What the parts are sold for.
    parts jsonb not null,
    -- With tax, and with what was charged for rounds by then.
    total numeric(14, 4) not null,
    expires date not null,
    reason text,
    at timestamptz not null,
    actor_name text not null,
    primary key (order_id, number)
);

-- Each round that was shown.
create table custom_rounds (
    order_id uuid not null references orders,
    number integer not null check (number > 0),
    note text,
    -- Whether its pictures are on the customer's page.
    public boolean not null,
    fee numeric(14, 4) not null check (fee >= 0),
    at timestamptz not null,
    actor_name text not null,
    primary key (order_id, number)
);
create table custom_round_files (
    order_id uuid not null,
    round integer not null,
    position smallint not null,
    hash text not null references design_files,
    name text not null,
    primary key (order_id, round, position),
    foreign key (order_id, round) references custom_rounds
);
create index custom_round_files_of_file on custom_round_files (hash);

-- What the customer was asked about, each time: an estimate, and a round where one was shown.
create table custom_revisions (
    order_id uuid not null references orders,
    revision integer not null check (revision > 0),
    estimate integer not null,
    round integer,
    total numeric(14, 4) not null,
    -- The hash of the files, the specification and the price.
    binding text not null,
    at timestamptz not null,
    primary key (order_id, revision),
    foreign key (order_id, estimate) references custom_estimates,
    foreign key (order_id, round) references custom_rounds
);

-- What was said of it.
create table custom_answers (
    id uuid primary key,
    order_id uuid not null,
    revision integer not null,
    verdict text not null,
    total numeric(14, 4) not null,
    binding text not null,
    way text not null,
    name text not null,
    signature jsonb,
    wishes text,
    at timestamptz not null,
    actor_name text not null,
    foreign key (order_id, revision) references custom_revisions
);
create index custom_answers_of_order on custom_answers (order_id, id);
create unique index custom_answers_once on custom_answers (order_id, revision, verdict);

create trigger custom_estimates_append_only before update or delete on custom_estimates
    for each row execute function refuse_change();
create trigger custom_rounds_append_only before update or delete on custom_rounds
    for each row execute function refuse_change();
create trigger custom_round_files_append_only before update or delete on custom_round_files
    for each row execute function refuse_change();
create trigger custom_revisions_append_only before update or delete on custom_revisions
    for each row execute function refuse_change();
create trigger custom_answers_append_only before update or delete on custom_answers
    for each row execute function refuse_change();

-- The customer's own stones and metal.
create table custom_goods (
    piece_id uuid primary key references pieces,
    order_id uuid not null references orders,
    order_line_id uuid not null references order_lines,
    kind text not null,
    words text not null,
    -- As it was weighed, with its unit.
    weight text,
    fate text not null default 'here' check (fate in ('here', 'used', 'returned')),
    -- By which it was given to us: drawn or typed, as `domain` writes it.
    signature jsonb not null,
    at timestamptz not null,
    ended_at timestamptz,
    check ((fate = 'here') = (ended_at is null))
);
create index custom_goods_of_order on custom_goods (order_id, piece_id);
create index custom_goods_of_line on custom_goods (order_line_id) where fate = 'here';

-- A customer's own stones and metal travel in the envelope of the piece that they are for.
create or replace view enclosed_pieces as
select r.order_line_id, r.piece_id
from reservations r where r.ended_at is null and r.taken_cost is not null
union all
select order_line_id, piece_id from repair_pieces
union all
select order_line_id, piece_id from custom_goods where fate = 'here';
