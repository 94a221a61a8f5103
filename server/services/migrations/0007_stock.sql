-- What is in the house, where it lies, whose it is, and to whom it is promised.

create table locations (
    id uuid primary key,
    store_id uuid not null references stores,
    kind text not null,
    name text not null,
    -- What its label says and a scanner reads.
    code text not null,
    -- Whose bench or workshop it is.
    staff_id uuid references staff,
    vendor_id uuid references vendors,
    active boolean not null default true,
    created_at timestamptz not null
);
create unique index locations_by_code on locations (store_id, code);

create sequence piece_numbers start 100001;

-- Things of which there is one.
create table pieces (
    id uuid primary key,
    store_id uuid not null references stores,
    -- Read by scanners in capitals, and one for the whole house.
    serial text not null unique,
    form text not null,
    state text not null default 'here',
    ownership text not null,
    -- Where it lies; nowhere once it has left.
    location_id uuid references locations,
    variant_id uuid references variants,
    name text not null,
    vendor_id uuid references vendors,
    vendor_style text,
    customer_id uuid references customers,
    currency char(3) not null,
    -- What we paid; of a piece on memo, what its owner is owed when it is sold.
    cost numeric(14, 4) check (cost >= 0),
    price numeric(14, 4) check (price >= 0),
    declared_value numeric(14, 4) check (declared_value >= 0),
    weight_grams numeric(12, 3),
    lab text,
    certificate text,
    inscription text,
    -- Of a loose stone.
    variety text,
    origin text,
    shape text,
    carat numeric(9, 3) check (carat > 0),
    colour text,
    clarity text,
    cut text,
    treatment text,
    length_mm numeric(6, 2),
    width_mm numeric(6, 2),
    depth_mm numeric(6, 2),
    depth_percent numeric(5, 2),
    table_percent numeric(5, 2),
    note text,
    -- By what a list knows it, and what the list said last, so that the same list again changes
    -- nothing.
    import_key bytea,
    import_hash bytea,
    -- What one may type to find it, in lower case: slips are forgiven in `words`, codes stand
    -- as they are in `search`.
    words text not null,
    search text not null,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((form = 'stone') = (carat is not null)),
    check ((state = 'here') = (location_id is not null)),
    check (ownership <> 'customer' or customer_id is not null),
    check (ownership <> 'memo_in' or vendor_id is not null),
    check (ownership <> 'owned' or cost is not null)
);
-- A laboratory's report describes one stone.
create unique index pieces_by_certificate on pieces (lab, certificate)
    where certificate is not null and state <> 'returned' and state <> 'sold';
create unique index pieces_by_import_key on pieces (store_id, import_key) where import_key is not null;
create index pieces_search on pieces using gin (search gin_trgm_ops);
create index pieces_words on pieces using gin (words gin_trgm_ops);
create index pieces_newest on pieces (store_id, state, created_at desc, id desc);
create index pieces_by_price on pieces (store_id, state, price, id);
create index pieces_of_variant on pieces (variant_id) where state = 'here';
create index pieces_of_location on pieces (location_id) where location_id is not null;
-- What the filters of loose stones look at, narrow enough to be read whole.
create index pieces_stones on pieces (store_id, state, shape, colour, clarity, cut, carat, price, id)
    where form = 'stone';
create index pieces_by_carat on pieces (store_id, state, carat desc, id) where form = 'stone';

-- Promises of pieces to the lines of orders. The index is the last guard: a piece that is
-- promised is promised once.
create table reservations (
    id uuid primary key,
    piece_id uuid not null references pieces,
    order_line_id uuid not null references order_lines,
    made_at timestamptz not null,
    made_by_name text not null,
    -- A quote's promise ends by itself.
    expires_at timestamptz,
    -- The piece was taken out of stock for the order, at this cost.
    taken_cost numeric(14, 4),
    ended_at timestamptz
);
create unique index reservations_live on reservations (piece_id) where ended_at is null;
create unique index reservations_of_line on reservations (order_line_id) where ended_at is null;
create index reservations_by_line on reservations (order_line_id);
create index reservations_expiring on reservations (expires_at)
    where ended_at is null and expires_at is not null;

-- All that happened to pieces.
create table stock_moves (
    id uuid primary key,
    at timestamptz not null,
    store_id uuid not null references stores,
    piece_id uuid not null references pieces,
    kind text not null,
    from_location uuid references locations,
    to_location uuid references locations,
    order_line_id uuid references order_lines,
    reason text,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null
);
create index moves_of_piece on stock_moves (piece_id, id);

create trigger stock_moves_append_only before update or delete on stock_moves
    for each row execute function refuse_change();

-- Lists that are brought in: chosen, looked at, confirmed, and then worked off as a job.
create table stock_imports (
    id uuid primary key,
    store_id uuid not null references stores,
    name text not null,
    -- Let go of once it is done.
    file bytea,
    mapping jsonb not null,
    skip_errors boolean not null default false,
    state text not null default 'chosen',
    total integer not null,
    done integer not null default 0,
    result jsonb,
    error text,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null,
    created_at timestamptz not null
);
create index stock_imports_by_age on stock_imports (created_at);

-- Goods by count, length or weight.
create table bulk_items (
    id uuid primary key,
    store_id uuid not null references stores,
    code text not null,
    name text not null,
    unit text not null,
    metal jsonb,
    created_at timestamptz not null,
    unique (store_id, code)
);

-- How much of it lies where, and what that cost. The checks are the last guard against taking
-- more than there is.
create table bulk_holdings (
    item_id uuid not null references bulk_items,
    location_id uuid not null references locations,
    ownership text not null,
    currency char(3) not null,
    quantity numeric(14, 3) not null check (quantity >= 0),
    reserved numeric(14, 3) not null default 0 check (reserved >= 0 and reserved <= quantity),
    value numeric(14, 4) not null check (value >= 0),
    primary key (item_id, location_id, ownership)
);
create index holdings_of_location on bulk_holdings (location_id);

-- All that happened to it.
create table bulk_moves (
    id uuid primary key,
    at timestamptz not null,
    store_id uuid not null references stores,
    item_id uuid not null references bulk_items,
    kind text not null,
    from_location uuid references locations,
    to_location uuid references locations,
    ownership text not null,
    quantity numeric(14, 3) not null check (quantity > 0),
    value numeric(14, 4) not null check (value >= 0),
    reason text,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null
);
create index moves_of_bulk on bulk_moves (item_id, id);

create trigger bulk_moves_append_only before update or delete on bulk_moves
    for each row execute function refuse_change();
