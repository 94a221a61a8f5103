-- Vendors, styles, variants.

create table vendors (
    id uuid primary key,
    name text not null,
    email text not null default '',
    phone text not null default '',
    account_number text not null default '',
    -- Working days from our order to our door.
    lead_days integer not null default 10 check (lead_days between 0 and 365),
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index vendors_by_name on vendors (lower(name));

create table styles (
    id uuid primary key,
    -- Where it came from and what it is called there: the key that makes imports repeatable.
    source text not null default 'house',
    handle text not null,
    style_number text not null default '',
    title text not null,
    description text not null default '',
    category text not null default '',
    tags text[] not null default '{}',
    vendor_id uuid references vendors,
    -- Overrides the vendor's.
    lead_days integer check (lead_days between 0 and 365),
    line_class text not null default 'goods',
    -- The names of its options, any number: size, metal, stone.
    option_names text[] not null default '{}',
    published boolean not null default true,
    -- What one may type to find it, in lower case: `words` are its own and its variants' option
    -- values, in which slips are forgiven; `search` are these and all codes. Written with the
    -- variants, since no generated column sees them.
    words text not null default '',
    search text not null default '',
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (source, handle)
);
create index styles_search on styles using gin (search gin_trgm_ops);
create index styles_words on styles using gin (words gin_trgm_ops);
create index styles_by_title on styles (title, id);
create index styles_of_vendor on styles (vendor_id, title, id);
create index styles_of_category on styles (category, title, id);

create table variants (
    id uuid primary key,
    style_id uuid not null references styles on delete cascade,
    position integer not null,
    -- A value for each of the style's options, in their order.
    option_values text[] not null default '{}',
    sku text,
    barcode text,
    price numeric(14, 4) not null check (price >= 0),
    compare_at numeric(14, 4),
    cost numeric(14, 4) check (cost >= 0),
    currency char(3) not null,
    weight_grams numeric(12, 3),
    -- The picture of this very variant, where the source gave one.
    photo_url text,
    -- What the source says is in stock; a hint, not a count that we keep.
    source_quantity integer,
    active boolean not null default true,
    updated_at timestamptz not null,
    unique (style_id, option_values)
);
create index variants_by_sku on variants (lower(sku)) where sku is not null;
create index variants_by_barcode on variants (lower(barcode)) where barcode is not null;

create table style_photos (
    id uuid primary key,
    style_id uuid not null references styles on delete cascade,
    position integer not null,
    -- A path of ours (`/photos/…`), or the address that the source gave.
    url text not null,
    alt text not null default '',
    unique (style_id, url)
);
