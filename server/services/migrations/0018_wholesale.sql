-- Wholesale: accounts that buy on credit, their purchase orders, parcels and invoices.

-- What a store offers its accounts.
create table wholesale_books (
    store_id uuid primary key references stores,
    version integer not null default 1
);
create table payment_terms (
    id uuid primary key,
    store_id uuid not null references stores,
    position smallint not null,
    name text not null,
    days smallint not null check (days between 0 and 365)
);
create index payment_terms_of_store on payment_terms (store_id, position);
create table wholesale_tiers (
    id uuid primary key,
    store_id uuid not null references stores,
    position smallint not null,
    name text not null,
    -- In per cent off the list.
    discount numeric(5, 2) not null check (discount between 0 and 100)
);
create index wholesale_tiers_of_store on wholesale_tiers (store_id, position);
create table quantity_breaks (
    store_id uuid not null references stores,
    from_quantity integer not null check (from_quantity > 1),
    percent numeric(5, 2) not null check (percent between 0 and 100),
    primary key (store_id, from_quantity)
);

-- What every store starts with, to be changed as it likes: keystone, and better for better accounts.
create function write_wholesale_book(store uuid) returns void language sql as $$
    insert into wholesale_books (store_id) values (store);
    insert into payment_terms (id, store_id, position, name, days)
    values (gen_random_uuid(), store, 1, 'Net 30', 30),
           (gen_random_uuid(), store, 2, 'Net 60', 60),
           (gen_random_uuid(), store, 3, 'Net 90', 90);
    insert into wholesale_tiers (id, store_id, position, name, discount)
    values (gen_random_uuid(), store, 1, 'Standard', 50),
           (gen_random_uuid(), store, 2, 'Preferred', 52.5),
           (gen_random_uuid(), store, 3, 'Key account', 55);
$$;
create function open_wholesale_book() returns trigger language plpgsql as $$
begin
    perform write_wholesale_book(new.id);
    return new;
end $$;
create trigger stores_have_a_wholesale_book after insert on stores
    for each row execute function open_wholesale_book();
select write_wholesale_book(id) from stores;

-- A customer that buys on account, of one store.
create table wholesale_accounts (
    customer_id uuid primary key references customers,
    store_id uuid not null references stores,
    terms_id uuid not null references payment_terms,
    tier_id uuid not null references wholesale_tiers,
    -- In place of the tier's.
    discount numeric(5, 2) check (discount between 0 and 100),
    credit_limit numeric(14, 4) not null check (credit_limit >= 0),
    minimum numeric(14, 4) not null default 0 check (minimum >= 0),
    rep text,
    note text,
    active boolean not null default true,
    contacts jsonb not null default '[]',
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index wholesale_accounts_of_store on wholesale_accounts (store_id);
create index wholesale_accounts_of_terms on wholesale_accounts (terms_id);
create index wholesale_accounts_of_tier on wholesale_accounts (tier_id);

create table resale_certificates (
    customer_id uuid not null references wholesale_accounts,
    position smallint not null,
    state text not null,
    number text not null,
    expires_on date,
    primary key (customer_id, state, number)
);
create table account_style_prices (
    customer_id uuid not null references wholesale_accounts,
    position smallint not null,
    style_id uuid not null references styles,
    price numeric(14, 4) check (price >= 0),
    discount numeric(5, 2) check (discount between 0 and 100),
    primary key (customer_id, style_id),
    check ((price is null) <> (discount is null))
);

-- A quantity that is agreed once. What is called off of it never exceeds it.
create sequence blanket_numbers start 1001;
create table blanket_orders (
    id uuid primary key,
    number text not null unique,
    store_id uuid not null references stores,
    customer_id uuid not null references wholesale_accounts,
    reference text not null,
    ends_on date,
    note text,
    created_at timestamptz not null,
    created_by_name text not null
);
create unique index blanket_orders_by_reference on blanket_orders (customer_id, lower(reference));
create table blanket_lines (
    id uuid primary key,
    blanket_id uuid not null references blanket_orders,
    position smallint not null,
    variant_id uuid not null references variants,
    sku text,
    description text not null,
    quantity integer not null check (quantity > 0),
    unit_price numeric(14, 4) not null check (unit_price >= 0),
    released integer not null default 0 check (released between 0 and quantity),
    unique (blanket_id, variant_id)
);

create table wholesale_orders (
    order_id uuid primary key references orders,
    customer_id uuid not null references wholesale_accounts,
    po_number text not null,
    blanket_id uuid references blanket_orders,
    ship_from date,
    cancel_after date,
    exempt boolean not null,
    -- Why tax is asked, or not.
    tax_why text not null,
    -- As agreed on the day of the order.
    terms_name text not null,
    terms_days smallint not null
);
-- The last guard: an account sends each of its numbers once.
create unique index wholesale_orders_by_number on wholesale_orders (customer_id, lower(po_number));
create index wholesale_orders_of_blanket on wholesale_orders (blanket_id) where blanket_id is not null;

create table wholesale_lines (
    order_line_id uuid primary key references order_lines,
    order_id uuid not null references orders,
    -- How many the account asked for, whatever came of it.
    ordered integer not null check (ordered > 0),
    blanket_line_id uuid references blanket_lines,
    -- How many of them are not delivered, and can be called off again.
    returned_to_blanket integer not null default 0,
    answer text,
    backordered integer not null default 0,
    backorder_on date,
    note text
);
create index wholesale_lines_of_order on wholesale_lines (order_id);

-- How many of a line have left. The last guard: never more than there are.
alter table order_lines
    add column shipped integer not null default 0,
    add check (shipped between 0 and quantity);

create table shipments (
    id uuid primary key,
    order_id uuid not null references orders,
    number smallint not null,
    carrier text not null,
    tracking text not null,
    by_vendor boolean not null,
    address jsonb not null,
    at timestamptz not null,
    by_name text not null,
    unique (order_id, number)
);
create table shipment_lines (
    shipment_id uuid not null references shipments,
    order_line_id uuid not null references order_lines,
    quantity integer not null check (quantity > 0),
    -- How many of them were pieces of stock, and what these cost.
    from_stock integer not null check (from_stock between 0 and quantity),
    stock_cost numeric(14, 4) not null,
    -- What the others cost: bought or made for the order.
    other_cost numeric(14, 4) not null,
    net numeric(14, 4) not null,
    tax numeric(14, 4) not null,
    primary key (shipment_id, order_line_id)
);
create index shipment_lines_of_line on shipment_lines (order_line_id);

create sequence invoice_numbers start 1001;
create table invoices (
    id uuid primary key,
    number text not null unique,
    shipment_id uuid not null unique references shipments,
    order_id uuid not null references orders,
    customer_id uuid not null references wholesale_accounts,
    store_id uuid not null references stores,
    currency char(3) not null,
    net numeric(14, 4) not null,
    tax numeric(14, 4) not null,
    total numeric(14, 4) not null check (total = net + tax),
    -- The last guard: nobody pays more than is asked.
    paid numeric(14, 4) not null default 0 check (paid between 0 and total),
    issued_on date not null,
    due_on date not null
);
create index invoices_of_store on invoices (store_id, due_on, id);
create index invoices_open on invoices (store_id, due_on, id) where paid < total;
create index invoices_of_account on invoices (customer_id, due_on, id);
create index invoices_of_order on invoices (order_id);

-- What a payment was for, where it was for an invoice.
alter table payments add column invoice_id uuid references invoices;
create index payments_of_invoice on payments (invoice_id) where invoice_id is not null;

create trigger shipments_append_only before update or delete on shipments
    for each row execute function refuse_change();
create trigger shipment_lines_append_only before update or delete on shipment_lines
    for each row execute function refuse_change();

-- A line of several pieces is promised several. The last guard: never more than it has left.
drop index reservations_of_line;
create index reservations_of_line on reservations (order_line_id) where ended_at is null;
create function refuse_too_many_promises() returns trigger language plpgsql as $$
begin
    if exists (
        select from (select distinct order_line_id from fresh) line
        join order_lines l on l.id = line.order_line_id
        where l.quantity - l.shipped < (
            select count(*) from reservations r
            where r.order_line_id = l.id and r.ended_at is null
        )
    ) then
        raise exception 'a line is promised more pieces than it has'
            using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger reservations_fit_their_line after insert on reservations
    referencing new table as fresh for each statement execute function refuse_too_many_promises();

-- What of each account's credit is taken: invoiced and not paid, ordered and not yet invoiced. What
-- is held for credit takes none.
create view wholesale_exposures as
select a.customer_id, coalesce(i.open, 0) as receivable, coalesce(o.open, 0) as on_order
from wholesale_accounts a
left join lateral (
    select sum(total - paid) as open from invoices
    where customer_id = a.customer_id and paid < total
) i on true
left join lateral (
    select sum(o.total - coalesce((
        select sum(total) from invoices where order_id = o.id
    ), 0)) as open
    from wholesale_orders w join orders o on o.id = w.order_id
    where w.customer_id = a.customer_id and o.phase in ('open', 'in_work', 'ready')
        and o.state <> 'credit_hold'
) o on true;

-- What covers a line of several pieces covers it piece by piece. Whoever wants one word for a line
-- takes the first.
create view line_first_covers as
select distinct on (order_id, order_line_id) * from line_covers
order by order_id, order_line_id, cover desc, source_id;
