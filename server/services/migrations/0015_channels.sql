-- Orders that come in from web shops and marketplaces.

-- What a channel knows as one of its orders is one order of ours: the last guard against two.
create table channel_orders (
    id uuid primary key,
    store_id uuid not null references stores,
    channel text not null,
    external_id text not null,
    -- None while only a cancellation or a refund has come.
    order_id uuid unique references orders,
    external_number text,
    placed_at timestamptz,
    -- How new the order is that was applied last, by the channel's count and clock.
    version bigint,
    updated_at timestamptz,
    -- The order as it was applied last.
    taken jsonb,
    gift_message text,
    bill_to jsonb,
    created_at timestamptz not null,
    unique (store_id, channel, external_id)
);
create index channel_orders_by_id on channel_orders (store_id, lower(external_id) text_pattern_ops);
create index channel_orders_by_number on channel_orders
    (store_id, lower(external_number) text_pattern_ops) where external_number is not null;

-- Everything that channels said, and what they were answered: said again, it is answered the same.
create table channel_words (
    channel_order_id uuid not null references channel_orders,
    fingerprint bytea not null,
    word jsonb not null,
    answer jsonb not null,
    at timestamptz not null,
    primary key (channel_order_id, fingerprint)
);

create trigger channel_words_append_only before update or delete on channel_words
    for each row execute function refuse_change();

alter table order_lines
    -- Off the price of the line, and the tax that its price has in it.
    add column discount numeric(14, 4) not null default 0 check (discount >= 0),
    add column price_tax numeric(14, 4) not null default 0,
    -- Which piece of which line of the channel's it is.
    add column external_line text,
    add column external_part integer,
    add column properties jsonb not null default '[]',
    -- Not to be delivered: refunded before it was sent, or taken off the order by the channel.
    add column off text check (off in ('refunded', 'removed')),
    -- How many of it came back, and how many were refunded.
    add column returned integer not null default 0 check (returned between 0 and quantity),
    add column refunded integer not null default 0 check (refunded between 0 and quantity);
create unique index order_lines_of_channel on order_lines (order_id, external_line, external_part)
    where external_line is not null and off is distinct from 'removed';

-- What belongs to an order's total beside its pieces: shipping, rounding, refunds (below zero).
create table order_charges (
    id uuid primary key,
    order_id uuid not null references orders,
    kind text not null,
    label text not null,
    net numeric(14, 4) not null,
    tax numeric(14, 4) not null,
    -- By what the channel knows a refund: each is booked once.
    external_id text,
    at timestamptz not null,
    -- Whether the pieces had left the house, so that it lowered a sale that was made.
    after_hand_over boolean not null default false,
    check ((kind = 'refund') = (external_id is not null))
);
create unique index order_charges_refunds on order_charges (order_id, external_id)
    where external_id is not null;
create index order_charges_of_order on order_charges (order_id, id);

-- What came from channels and waits for a person.
create table parked (
    id uuid primary key,
    store_id uuid not null references stores,
    order_id uuid not null references orders,
    -- The piece that it is about, and what tells it from others of its kind.
    order_line_id uuid references order_lines,
    kind text not null,
    subject text not null,
    message text not null,
    -- Whether the order waits for it.
    blocks boolean not null,
    at timestamptz not null,
    ended_at timestamptz,
    ended_by_name text,
    ending text
);
-- Once while it is open, however often it is said.
create unique index parked_once on parked (order_id, kind, subject) where ended_at is null;
create index parked_open on parked (store_id, id) where ended_at is null;
create index parked_of_order on parked (order_id) where ended_at is null;

-- Up to what difference from the channel's total nobody is asked.
alter table store_policies
    add column channel_rounding numeric(14, 4) not null default 0.05 check (channel_rounding >= 0);
