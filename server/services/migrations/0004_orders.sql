-- Orders of every kind, their money and their history.

create sequence order_numbers start 10001;
create sequence purchase_order_numbers start 1001;

create table orders (
    id uuid primary key,
    number text not null unique,
    kind text not null,
    channel text not null,
    store_id uuid not null references stores,
    customer_id uuid not null references customers,
    taken_by uuid references staff,
    taken_by_name text not null,
    state text not null,
    phase text not null,
    held boolean not null default false,
    state_since timestamptz not null,
    currency char(3) not null,
    net numeric(14, 4) not null,
    tax numeric(14, 4) not null,
    total numeric(14, 4) not null check (total = net + tax),
    paid numeric(14, 4) not null default 0 check (paid >= 0 and paid <= total),
    deposit numeric(14, 4) not null,
    first_promise date not null,
    estimate date not null,
    quote_expires date,
    delivery text not null,
    note text,
    -- What the list and the board show of the pieces, so that they need no join over lines.
    title text not null,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    handed_over_at timestamptz
);
create index orders_newest on orders (store_id, created_at desc, id desc);
create index orders_newest_by_phase on orders (store_id, phase, created_at desc, id desc);
create index orders_newest_by_state on orders (store_id, state, created_at desc, id desc);
create index orders_by_number on orders using gin (number gin_trgm_ops);
create index orders_of_customer on orders (customer_id, created_at desc);
-- The board shows what is alive, a small part of all orders.
create index orders_alive on orders (store_id, estimate)
    where phase in ('draft', 'open', 'in_work', 'ready');

create table order_lines (
    id uuid primary key,
    order_id uuid not null references orders,
    position smallint not null,
    style_id uuid,
    variant_id uuid,
    vendor_id uuid references vendors,
    sku text,
    description text not null,
    quantity integer not null check (quantity > 0),
    -- Inner circumference in hundredths of a millimetre.
    ring_size integer,
    metal jsonb,
    stone text,
    engraving text,
    unit_price numeric(14, 4) not null check (unit_price >= 0),
    list_price numeric(14, 4),
    price_reason text,
    -- Expected when taken, real when received.
    unit_cost numeric(14, 4) check (unit_cost >= 0),
    cost_is_real boolean not null default false,
    -- What was first expected, at capture or else from the vendor, whatever it cost since.
    quoted_cost numeric(14, 4) check (quoted_cost >= 0),
    class text not null,
    net numeric(14, 4) not null,
    tax numeric(14, 4) not null,
    unique (order_id, position)
);

create table order_addresses (
    order_id uuid primary key references orders,
    address jsonb not null
);

create table order_milestones (
    id uuid primary key,
    order_id uuid not null references orders,
    position smallint not null,
    label text not null,
    amount numeric(14, 4) not null,
    gates text not null,
    unique (order_id, position)
);

create table payments (
    id uuid primary key,
    order_id uuid not null references orders,
    -- Below zero for money given back.
    amount numeric(14, 4) not null check (amount <> 0),
    method text not null,
    reference text,
    -- The payment that this one gives back.
    refunds uuid references payments,
    taken_at timestamptz not null,
    taken_by_name text not null
);
create index payments_of_order on payments (order_id);

create table order_events (
    id uuid primary key,
    order_id uuid not null references orders,
    at timestamptz not null,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null,
    code text not null,
    data jsonb not null,
    -- Whether the customer sees it on their page.
    visible boolean not null
);
create index events_of_order on order_events (order_id, id);

create table order_handovers (
    order_id uuid primary key references orders,
    received_by text,
    -- Drawn or typed, as `domain` writes it.
    signature jsonb,
    carrier text,
    tracking text,
    at timestamptz not null
);

create table purchase_orders (
    id uuid primary key,
    number text not null unique,
    store_id uuid not null references stores,
    vendor_id uuid not null references vendors,
    order_id uuid not null references orders,
    reference text,
    eta date,
    currency char(3) not null,
    sent_at timestamptz not null,
    received_at timestamptz
);
create index purchase_orders_of_order on purchase_orders (order_id);

create table purchase_order_lines (
    purchase_order_id uuid not null references purchase_orders,
    order_line_id uuid not null references order_lines,
    unit_cost numeric(14, 4) not null,
    primary key (purchase_order_id, order_line_id)
);

-- A link by which a customer follows an order. The token is derived from the id and the
-- server's secret, so it can be sent again; only its hash is kept.
create table tracking_links (
    id uuid primary key,
    order_id uuid not null references orders,
    token_hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index tracking_links_of_order on tracking_links (order_id);

create trigger order_events_append_only before update or delete on order_events
    for each row execute function refuse_change();
create trigger payments_append_only before update or delete on payments
    for each row execute function refuse_change();
