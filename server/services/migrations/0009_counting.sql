-- Counts of stock: where, who scanned what and when, and what came of it.

create sequence count_numbers start 101;

create table stock_counts (
    id uuid primary key,
    store_id uuid not null references stores,
    number text not null unique default 'CT-' || nextval('count_numbers'),
    -- Only pieces of this form; none counts all, and goods in bulk.
    form text,
    state text not null default 'open',
    started_at timestamptz not null,
    started_by_name text not null,
    ended_at timestamptz,
    ended_by_name text,
    -- What it came to.
    expected integer,
    found integer,
    -- What was scanned and nobody expected, as it was when the count was finished.
    unexpected jsonb,
    check ((state = 'open') = (ended_at is null)),
    check (state <> 'finished' or (expected is not null and found between 0 and expected))
);
create index counts_of_store on stock_counts (store_id, id desc);

create table stock_count_places (
    count_id uuid not null references stock_counts,
    location_id uuid not null references locations,
    open boolean not null default true,
    primary key (count_id, location_id)
);
-- A place is counted once at a time, however many count it.
create unique index places_being_counted on stock_count_places (location_id) where open;

-- Who scanned what. A code that is scanned twice stands once.
create table stock_count_scans (
    id uuid primary key,
    count_id uuid not null references stock_counts,
    code text not null,
    at timestamptz not null,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null
);
create unique index scans_by_code on stock_count_scans (count_id, code);
create index scans_newest on stock_count_scans (count_id, id desc);

-- Who counted how much of goods in bulk; the latest counts.
create table stock_count_quantities (
    id uuid primary key,
    count_id uuid not null references stock_counts,
    item_id uuid not null references bulk_items,
    location_id uuid not null references locations,
    quantity numeric(14, 3) not null check (quantity >= 0),
    -- What the books said then.
    held numeric(14, 3) not null check (held >= 0),
    at timestamptz not null,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null
);
create index quantities_newest on stock_count_quantities (count_id, item_id, location_id, id desc);

-- What a finished count changed: a piece that was written off, a quantity that was adjusted.
create table stock_count_results (
    id uuid primary key,
    count_id uuid not null references stock_counts,
    location_id uuid not null references locations,
    piece_id uuid references pieces,
    item_id uuid references bulk_items,
    held numeric(14, 3),
    quantity numeric(14, 3),
    reason text not null,
    check ((piece_id is null) <> (item_id is null)),
    check ((item_id is null) = (held is null)),
    check ((item_id is null) = (quantity is null))
);
create index results_of_count on stock_count_results (count_id, id);

create trigger stock_count_scans_append_only before update or delete on stock_count_scans
    for each row execute function refuse_change();
create trigger stock_count_quantities_append_only before update or delete on stock_count_quantities
    for each row execute function refuse_change();
create trigger stock_count_results_append_only before update or delete on stock_count_results
    for each row execute function refuse_change();
