-- Buying for stock. An order to a vendor is for one order of a customer's, or for stock; what it is
-- for decides which lines it has.

alter table purchase_orders
    alter column order_id drop not null,
    -- Nothing is sent yet while it is a draft.
    alter column sent_at drop not null,
    add column confirmed_at timestamptz,
    add column cancelled_at timestamptz,
    add column note text,
    add column version integer not null default 1,
    add column created_at timestamptz not null;

create index purchase_orders_newest on purchase_orders (store_id, id desc);
create index purchase_orders_open on purchase_orders (store_id, eta)
    where sent_at is not null and received_at is null and cancelled_at is null;
create index purchase_orders_of_vendor on purchase_orders (vendor_id, id desc);

-- What is bought for stock, by the piece.
create table purchase_stock_lines (
    id uuid primary key,
    purchase_order_id uuid not null references purchase_orders,
    position smallint not null,
    variant_id uuid references variants,
    description text not null,
    vendor_style text,
    quantity integer not null check (quantity > 0),
    received integer not null default 0 check (received >= 0),
    unit_cost numeric(14, 4) not null check (unit_cost >= 0),
    unique (purchase_order_id, position)
);

-- Deliveries, and the pieces that came with each.
create table receipts (
    id uuid primary key,
    purchase_order_id uuid not null references purchase_orders,
    at timestamptz not null,
    cost numeric(14, 4) not null,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null
);
create index receipts_of_purchase on receipts (purchase_order_id, id);

create table receipt_pieces (
    receipt_id uuid not null references receipts,
    piece_id uuid not null references pieces,
    line_id uuid not null references purchase_stock_lines,
    primary key (receipt_id, piece_id)
);

create table vendor_bills (
    purchase_order_id uuid primary key references purchase_orders,
    number text not null,
    date date not null,
    total numeric(14, 4) not null check (total >= 0),
    -- Above zero where the vendor asks for more than came.
    difference numeric(14, 4) not null,
    matched_at timestamptz not null,
    matched_by_name text not null
);

create trigger receipts_append_only before update or delete on receipts
    for each row execute function refuse_change();
create trigger receipt_pieces_append_only before update or delete on receipt_pieces
    for each row execute function refuse_change();
