-- Stores, people, tablets, sessions, keys, and what every area leans on.

create extension if not exists pg_trgm;

create table stores (
    id uuid primary key,
    name text not null,
    -- IANA zone: promised dates are dates there.
    zone text not null default 'America/New_York',
    currency char(3) not null default 'USD',
    jurisdiction text not null,
    address jsonb not null,
    phone text not null default '',
    email text not null default '',
    website text not null default '',
    created_at timestamptz not null
);

-- The shop's own rules. Rows are dated and never changed: the newest in force counts.
create table store_policies (
    store_id uuid not null references stores,
    valid_from date not null,
    deposit_percent numeric(5, 2) not null default 50 check (deposit_percent between 0 and 100),
    forfeit_percent numeric(5, 2) not null default 100 check (forfeit_percent between 0 and 100),
    quote_days integer not null default 14 check (quote_days between 1 and 365),
    -- After this long untouched, a tablet asks for the PIN.
    idle_minutes integer not null default 10 check (idle_minutes between 1 and 720),
    primary key (store_id, valid_from)
);

create table tax_rates (
    jurisdiction text not null,
    line_class text not null,
    valid_from date not null,
    rate numeric(7, 5) not null check (rate between 0 and 1),
    primary key (jurisdiction, line_class, valid_from)
);

create table staff (
    id uuid primary key,
    name text not null,
    email text not null unique,
    role text not null check (role in ('owner', 'manager', 'sales', 'jeweler', 'bookkeeper')),
    -- Where the person works when a device does not say.
    store_id uuid not null references stores,
    password_hash text not null,
    -- Given by somebody else: the person is asked to replace it.
    password_is_temporary boolean not null default false,
    pin_hash text,
    active boolean not null default true,
    version integer not null default 1,
    created_at timestamptz not null
);

-- A tablet belongs to one store; its cookie is kept hashed.
create table devices (
    id uuid primary key,
    token_hash bytea not null unique,
    store_id uuid not null references stores,
    name text not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);

create table sessions (
    id uuid primary key,
    token_hash bytea not null unique,
    staff_id uuid not null references staff,
    device_id uuid not null references devices,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    locked_at timestamptz,
    revoked_at timestamptz
);
create index sessions_of_staff on sessions (staff_id) where revoked_at is null;
create index sessions_of_device on sessions (device_id) where revoked_at is null;

-- Attempts counted in windows, so that every process counts the same ones.
create table rate_limits (
    bucket text not null,
    window_start timestamptz not null,
    count integer not null,
    primary key (bucket, window_start)
);

create table api_keys (
    id uuid primary key,
    name text not null,
    token_hash bytea not null unique,
    -- The first characters, by which people tell keys apart.
    hint text not null,
    store_id uuid not null references stores,
    scopes text[] not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);

-- One row for each attempt that a caller named; the row, the result and the work commit together.
create table idempotency_keys (
    scope text not null,
    key uuid not null,
    fingerprint bytea not null,
    result jsonb,
    created_at timestamptz not null,
    primary key (scope, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Effects to carry out after a commit, at least once each. Taken with SKIP LOCKED.
create table jobs (
    id uuid primary key,
    kind text not null,
    payload jsonb not null,
    run_at timestamptz not null,
    attempts integer not null default 0,
    -- While a worker holds the job nobody else takes it; a worker that dies lets go by itself.
    held_until timestamptz,
    last_error text,
    -- Set when it was given up: staff see it and may retry.
    dead_at timestamptz,
    created_at timestamptz not null
);
create index jobs_due on jobs (run_at) where dead_at is null;
create index jobs_dead on jobs (dead_at) where dead_at is not null;

-- What staff did that is no step of an order: imports, people, keys.
create table audit (
    id uuid primary key,
    at timestamptz not null,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null,
    action text not null,
    subject uuid,
    data jsonb not null default '{}'
);
create index audit_by_time on audit (at desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger audit_append_only before update or delete on audit
    for each row execute function refuse_change();
