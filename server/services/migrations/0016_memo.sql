-- Memos: pieces of ours that customers have on approval, and what vendors lent to us.

-- A store's rules for what goes out.
create table memo_terms (
    store_id uuid primary key references stores,
    days integer not null default 90 check (days between 1 and 365),
    -- What one customer may have out.
    customer_limit numeric(14, 4) not null default 25000 check (customer_limit >= 0),
    -- Up to how much the insurance pays for what is out; null where nobody has said.
    insured numeric(14, 4) default 100000 check (insured >= 0),
    -- After how many days with the customer they are reminded.
    reminders integer[] not null default '{60, 75, 85}',
    conditions text not null default
'The pieces listed here remain the property of the shop until they are paid for in full. They are handed out to be looked at, not sold. Each of them is to be brought back, or bought at the value written beside it plus sales tax, by the day it is due. They may not be sold, lent, altered or left with anybody else. What is not brought back within ten days of that day counts as bought.',
    version integer not null default 1
);
create function open_memo_terms() returns trigger language plpgsql as $$
begin
    insert into memo_terms (store_id) values (new.id);
    return new;
end $$;
create trigger stores_have_memo_terms after insert on stores
    for each row execute function open_memo_terms();
insert into memo_terms (store_id) select id from stores;

create table memos (
    order_id uuid primary key references orders,
    -- Who pays for what is lost.
    bearer text not null,
    -- What was signed: the terms as they were then.
    conditions text,
    issued_at timestamptz,
    -- After how many days the customer was reminded last.
    reminded integer,
    check ((issued_at is null) = (conditions is null))
);
create index memos_out_since on memos (issued_at) where issued_at is not null;

-- The piece of each line, what it is worth and what became of it.
create table memo_lines (
    order_line_id uuid primary key references order_lines,
    order_id uuid not null references memos,
    piece_id uuid not null references pieces,
    value numeric(14, 4) not null check (value > 0),
    state text not null default 'requested'
        check (state in ('requested', 'out', 'returned', 'sold', 'lost')),
    due date not null,
    -- The line of the order by which it was sold or charged.
    sale_line_id uuid unique references order_lines,
    ended_at timestamptz,
    check ((ended_at is null) = (state in ('requested', 'out'))),
    check (sale_line_id is null or state in ('sold', 'lost')),
    check (state <> 'sold' or sale_line_id is not null)
);
create index memo_lines_of_order on memo_lines (order_id);
create index memo_lines_of_piece on memo_lines (piece_id);
-- The last guard: a piece is out once.
create unique index memo_lines_out on memo_lines (piece_id) where state = 'out';

-- The orders by which pieces of memos were sold, or charged because they were lost.
create table memo_sales (
    order_id uuid primary key references orders,
    memo_id uuid not null references memos,
    lost boolean not null
);
create index memo_sales_of_memo on memo_sales (memo_id);
create index orders_reversed on orders (store_id) where state = 'reversed';

-- What is out, the first to come back first; and all memos, the newest first.
create index orders_memos_by_due on orders (store_id, estimate, id)
    where kind = 'memo' and phase = 'out';
-- The ids sort by the time of their making.
create index orders_memos_newest on orders (store_id, id desc) where kind = 'memo';
create index orders_memos_of_customer on orders (store_id, customer_id)
    where kind = 'memo' and phase = 'out';

-- The board shows what is out as well.
drop index orders_alive;
create index orders_alive on orders (store_id, estimate)
    where phase in ('draft', 'open', 'in_work', 'ready', 'out');

-- What vendors lent to us: ours to sell or to give back.
create sequence memo_in_numbers start 1001;
create table memos_in (
    id uuid primary key,
    number text not null unique,
    store_id uuid not null references stores,
    vendor_id uuid not null references vendors,
    currency char(3) not null,
    -- The vendor's own number for it.
    reference text not null,
    conditions text,
    received_on date not null,
    due date not null,
    version integer not null default 1,
    created_at timestamptz not null,
    created_by_name text not null
);
create unique index memos_in_of_vendor on memos_in (store_id, vendor_id, lower(reference));
create index memos_in_by_due on memos_in (store_id, due, id);

-- Signed for by the vendor, or whoever came for the pieces.
create table memo_in_returns (
    id uuid primary key,
    memo_in_id uuid not null references memos_in,
    received_by text not null,
    signature jsonb not null,
    at timestamptz not null,
    actor_name text not null
);
create index memo_in_returns_of_memo on memo_in_returns (memo_in_id);

-- What was paid to the vendor for pieces that were sold.
create table memo_in_payments (
    id uuid primary key,
    memo_in_id uuid not null references memos_in,
    reference text not null,
    amount numeric(14, 4) not null check (amount >= 0),
    at timestamptz not null,
    actor_name text not null
);
create index memo_in_payments_of_memo on memo_in_payments (memo_in_id);

create table memo_in_lines (
    piece_id uuid primary key references pieces,
    memo_in_id uuid not null references memos_in,
    position integer not null,
    -- What the vendor is owed when it is sold.
    cost numeric(14, 4) not null check (cost >= 0),
    return_id uuid references memo_in_returns,
    payment_id uuid references memo_in_payments,
    unique (memo_in_id, position),
    check (return_id is null or payment_id is null)
);

create trigger memo_in_returns_append_only before update or delete on memo_in_returns
    for each row execute function refuse_change();
create trigger memo_in_payments_append_only before update or delete on memo_in_payments
    for each row execute function refuse_change();
