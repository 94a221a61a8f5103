-- An order is found by what stands on the things that belong to it.
create index purchase_orders_by_reference on purchase_orders (upper(reference))
    where reference is not null and order_id is not null;
create index reservations_of_piece on reservations (piece_id);
