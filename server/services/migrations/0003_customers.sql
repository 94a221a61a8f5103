create table customers (
    id uuid primary key,
    name text not null,
    phone text,
    email text,
    -- What the customer agreed to be told, by channel.
    email_consent boolean not null default true,
    sms_consent boolean not null default false,
    note text not null default '',
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- One field finds by name, e-mail or any part of the phone number.
    search text generated always as (
        lower(name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, ''))
    ) stored
);
create index customers_search on customers using gin (search gin_trgm_ops);
create index customers_by_name on customers (lower(name), id);
-- The same person twice is found out when they are added.
create index customers_by_phone on customers (phone) where phone is not null;
create index customers_by_email on customers (email) where email is not null;

create table customer_addresses (
    id uuid primary key,
    customer_id uuid not null references customers on delete cascade,
    label text not null default '',
    address jsonb not null,
    created_at timestamptz not null
);
create index addresses_of_customer on customer_addresses (customer_id);
