-- Customers' own pieces that go to a vendor for work: an order to the vendor like any other, save
-- that nothing is bought. The piece that it works on covers nothing and is never taken in.
alter table purchase_lines
    add column works_on uuid references order_lines,
    add check (works_on is null or order_line_id is null);
alter table purchase_orders
    add check (kind <> 'repair' or order_id is not null);

-- A piece is with one vendor at a time.
create unique index purchase_lines_at_work on purchase_lines (works_on)
    where works_on is not null and ended_at is null;
create index purchase_lines_of_worked_on on purchase_lines (works_on) where works_on is not null;
