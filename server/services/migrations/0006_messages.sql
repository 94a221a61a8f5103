create table messages (
    id uuid primary key,
    store_id uuid not null references stores,
    order_id uuid not null references orders,
    -- What it tells of; with the channel it is told once.
    event_id uuid not null references order_events,
    channel text not null,
    -- Empty where the customer has none, or doesn't wish to be told.
    recipient text not null,
    subject text not null,
    body_text text not null,
    body_html text not null,
    status text not null,
    attempts integer not null default 0,
    last_error text,
    created_at timestamptz not null,
    sent_at timestamptz,
    unique (event_id, channel)
);
-- The ids sort by the time of their making.
create index messages_newest on messages (store_id, id desc);
create index messages_newest_by_status on messages (store_id, status, id desc);
create index messages_of_order on messages (order_id);

-- The shop's own wording, where it differs from the one that ships. A wording that can't be
-- filled in is passed over for the one that ships.
create table message_templates (
    name text primary key,
    subject text not null,
    body text not null,
    updated_at timestamptz not null
);
