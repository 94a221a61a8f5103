-- What covers the lines of orders: a piece of stock, an order to a vendor who sends it to us, or one
-- to a vendor who sends it to the customer.

-- What an order to a vendor is for.
alter table purchase_orders
    add column kind text not null default 'stock',
    -- Of what the vendor sends to the customer: when it was told to, and with whom it travels.
    add column released_at timestamptz,
    add column carrier text,
    add column tracking text;
update purchase_orders set kind = 'special_order' where order_id is not null;
alter table purchase_orders
    alter column kind drop default,
    add check (kind <> 'stock' or order_id is null),
    add check (kind not in ('special_order', 'drop_ship') or order_id is not null);

-- One table of all that is ordered from vendors: a line is for stock, or covers a line of an order.
alter table purchase_stock_lines rename to purchase_lines;
alter table purchase_lines
    add column order_line_id uuid references order_lines,
    -- Since when it covers its line no more: it came and went back, or was called off.
    add column ended_at timestamptz,
    -- Whether what came of it went back.
    add column returned boolean not null default false;

insert into purchase_lines (id, purchase_order_id, position, order_line_id, variant_id, description,
    vendor_style, quantity, received, unit_cost, returned, ended_at)
select gen_random_uuid(), p.id, l.position, l.id, l.variant_id, l.description, l.sku, l.quantity,
       case when p.received_at is null then 0 else l.quantity end,
       case when p.received_at is null or not l.cost_is_real then pl.unit_cost else l.unit_cost end,
       p.received_at is not null and (last.id <> p.id or not l.cost_is_real),
       -- Of several the last one stands, and only as long as its piece is here.
       case
           when last.id <> p.id then coalesce(p.received_at, p.sent_at)
           when p.received_at is not null and not l.cost_is_real then p.received_at
           when p.received_at is null and o.phase = 'cancelled' then o.updated_at
       end
from purchase_order_lines pl
join purchase_orders p on p.id = pl.purchase_order_id
join order_lines l on l.id = pl.order_line_id
join orders o on o.id = l.order_id
cross join lateral (
    select other.purchase_order_id as id from purchase_order_lines other
    where other.order_line_id = l.id order by other.purchase_order_id desc limit 1
) last;
drop table purchase_order_lines;

-- What is waited for in vain was called off with its order.
update purchase_orders p set cancelled_at = o.updated_at
from orders o
where o.id = p.order_id and o.phase = 'cancelled' and p.received_at is null;

-- The last guard: a line is covered by one order to a vendor at a time.
create unique index purchase_lines_cover on purchase_lines (order_line_id)
    where order_line_id is not null and ended_at is null;
create index purchase_lines_of_order_line on purchase_lines (order_line_id)
    where order_line_id is not null;

-- What came of each line with a delivery, and what was sent back at the door.
create table receipt_lines (
    receipt_id uuid not null references receipts,
    line_id uuid not null references purchase_lines,
    quantity integer not null check (quantity >= 0),
    unit_cost numeric(14, 4) not null check (unit_cost >= 0),
    failed integer not null default 0 check (failed >= 0),
    failure text,
    primary key (receipt_id, line_id),
    check (quantity + failed > 0),
    check ((failed > 0) = (failure is not null))
);
create index receipt_lines_of_line on receipt_lines (line_id);
alter table receipts
    -- Why more was kept than had been ordered.
    add column surplus_reason text,
    -- The order's version after it, by which those who saw an older one are told what came.
    add column purchase_version integer;

insert into receipt_lines (receipt_id, line_id, quantity, unit_cost)
select r.receipt_id, r.line_id, count(*), coalesce(max(p.cost), max(l.unit_cost))
from receipt_pieces r
join pieces p on p.id = r.piece_id
join purchase_lines l on l.id = r.line_id
group by r.receipt_id, r.line_id;

-- What came for customers' orders was a delivery, too.
with came as (
    insert into receipts (id, purchase_order_id, at, cost, actor_kind, actor_name)
    select gen_random_uuid(), p.id, p.received_at,
           (select sum(unit_cost * quantity) from purchase_lines where purchase_order_id = p.id),
           'house', 'Bezel'
    from purchase_orders p
    where p.received_at is not null and p.order_id is not null
        and exists (select from purchase_lines where purchase_order_id = p.id)
    returning id, purchase_order_id
)
insert into receipt_lines (receipt_id, line_id, quantity, unit_cost)
select came.id, l.id, l.quantity, l.unit_cost
from came join purchase_lines l on l.purchase_order_id = came.purchase_order_id;

create trigger receipt_lines_append_only before update or delete on receipt_lines
    for each row execute function refuse_change();

-- Vendors are written to, too: about our order to them, each thing once.
alter table messages
    alter column order_id drop not null,
    alter column event_id drop not null,
    add column purchase_order_id uuid references purchase_orders,
    add column letter text,
    add check ((event_id is null) = (purchase_order_id is not null)),
    add check ((event_id is null) = (letter is not null)),
    add check (event_id is null or order_id is not null),
    add unique (purchase_order_id, letter, channel);

-- Who delivered what is kept in bulk.
alter table bulk_moves add column vendor_id uuid references vendors;

-- The latest day past the first promise that the customer was told of.
alter table orders add column slip_told date;
update orders set slip_told = estimate where estimate > first_promise;

create index orders_late_against_promise on orders (store_id, created_at desc, id desc)
    where estimate > first_promise and phase in ('open', 'in_work');

-- What covers each line, from whatever it comes. A new way of covering is one more branch here,
-- and a word in `domain::orders::covers::Cover`.
create view line_covers as
select l.order_id, l.id as order_line_id, 'stock' as cover, p.id as source_id, p.serial as number,
       place.name as who, (r.made_at at time zone s.zone)::date as eta, true as here
from reservations r
join order_lines l on l.id = r.order_line_id
join orders o on o.id = l.order_id
join stores s on s.id = o.store_id
join pieces p on p.id = r.piece_id
left join locations place on place.id = p.location_id
where r.ended_at is null or r.taken_cost is not null
union all
select p.order_id, l.order_line_id,
       case p.kind when 'drop_ship' then 'drop_ship' else 'purchase' end, p.id, p.number, v.name,
       coalesce((p.received_at at time zone s.zone)::date, p.eta),
       p.received_at is not null or l.received >= l.quantity
from purchase_lines l
join purchase_orders p on p.id = l.purchase_order_id
join vendors v on v.id = p.vendor_id
join stores s on s.id = p.store_id
where l.order_line_id is not null and l.ended_at is null;
