-- Repairs: customers' own pieces, taken in, worked on and given back.

-- Of a line's net what is sold as material, taxed and booked as goods beside the labour.
alter table order_lines
    add column material numeric(14, 4) check (material between 0 and net);

-- What a store charges for its work.
create table repair_books (
    store_id uuid primary key references stores,
    -- Material is sold at its cost times this.
    material_factor numeric(6, 2) not null default 3 check (material_factor between 1 and 20),
    -- What the jeweler is paid of the labour's price, in per cent.
    labour_percent numeric(5, 2) not null default 26 check (labour_percent between 0 and 100),
    assessment_fee numeric(14, 4) not null default 0 check (assessment_fee >= 0),
    deposit_percent numeric(5, 2) not null default 0 check (deposit_percent between 0 and 100),
    notice_days integer not null default 30 check (notice_days >= 0),
    version integer not null default 1
);

create table repair_book_tasks (
    id uuid primary key,
    store_id uuid not null references stores,
    name text not null,
    labour numeric(14, 4) not null check (labour >= 0),
    -- What it costs us.
    material_cost numeric(14, 4) not null default 0 check (material_cost >= 0),
    warranty_days integer not null default 0 check (warranty_days >= 0),
    -- How the bench does it, in quarters of an hour.
    step text not null,
    hours integer not null check (hours > 0),
    active boolean not null default true,
    version integer not null default 1
);
create unique index repair_book_tasks_by_name on repair_book_tasks (store_id, lower(name));

-- What every store starts with, to be changed as it likes.
create function write_repair_book(store uuid) returns void language sql as $$
    insert into repair_books (store_id) values (store);
    insert into repair_book_tasks (id, store_id, name, labour, material_cost, warranty_days, step,
        hours)
    select gen_random_uuid(), store, task.* from (values
        ('Size a ring down', 55.00, 0.00, 30, 'sizing', 3),
        ('Size a ring up, one size', 70.00, 12.00, 30, 'sizing', 4),
        ('Size a ring up, two sizes', 95.00, 24.00, 30, 'sizing', 5),
        ('Size a platinum ring', 140.00, 30.00, 30, 'sizing', 6),
        ('Sizing beads', 65.00, 6.00, 90, 'sizing', 2),
        ('Half shank', 160.00, 55.00, 90, 'assembly', 6),
        ('Solder a break', 45.00, 2.00, 90, 'assembly', 2),
        ('Solder rings together', 60.00, 3.00, 90, 'assembly', 2),
        ('Laser weld', 75.00, 2.00, 90, 'assembly', 2),
        ('Retip a prong', 35.00, 4.00, 90, 'setting', 2),
        ('Rebuild a prong', 55.00, 8.00, 90, 'setting', 3),
        ('New four-prong head', 110.00, 38.00, 90, 'setting', 5),
        ('New six-prong head', 130.00, 46.00, 90, 'setting', 6),
        ('Tighten a stone', 20.00, 0.00, 90, 'setting', 1),
        ('Set a small stone', 30.00, 0.00, 90, 'setting', 1),
        ('Set a centre stone', 95.00, 0.00, 90, 'setting', 4),
        ('Replace a small white stone', 45.00, 15.00, 90, 'setting', 2),
        ('Reset a bezel', 85.00, 0.00, 90, 'setting', 3),
        ('Polish and clean', 40.00, 0.00, 30, 'polishing', 2),
        ('Refinish and polish', 75.00, 0.00, 30, 'polishing', 4),
        ('Satin finish', 45.00, 0.00, 30, 'polishing', 2),
        ('Rhodium plate a ring', 65.00, 5.00, 30, 'rhodium', 2),
        ('Rhodium plate earrings', 60.00, 5.00, 30, 'rhodium', 2),
        ('Rhodium plate a necklace', 90.00, 9.00, 30, 'rhodium', 3),
        ('Solder a chain', 35.00, 1.00, 90, 'chain_repair', 1),
        ('Solder a hollow chain', 55.00, 1.00, 90, 'chain_repair', 2),
        ('Shorten a chain', 40.00, 1.00, 90, 'chain_repair', 2),
        ('Replace a lobster clasp', 35.00, 14.00, 90, 'chain_repair', 1),
        ('Replace a box clasp', 75.00, 32.00, 90, 'chain_repair', 3),
        ('Replace a jump ring', 20.00, 2.00, 90, 'chain_repair', 1),
        ('New bail', 45.00, 12.00, 90, 'assembly', 2),
        ('New earring post', 40.00, 6.00, 90, 'assembly', 2),
        ('Replace earring backs', 15.00, 8.00, 0, 'assembly', 1),
        ('Safety catch or pin stem', 60.00, 10.00, 90, 'assembly', 3),
        ('Restring pearls, knotted', 85.00, 6.00, 90, 'assembly', 6),
        ('Engrave by machine', 30.00, 0.00, 0, 'engraving', 1),
        ('Engrave by hand', 75.00, 0.00, 0, 'engraving', 3),
        ('Remove an engraving', 50.00, 0.00, 0, 'polishing', 2),
        ('Watch battery', 18.00, 3.00, 0, 'assembly', 1),
        ('Remove watch links', 15.00, 0.00, 0, 'assembly', 1)
    ) as task;
$$;
create function open_repair_book() returns trigger language plpgsql as $$
begin
    perform write_repair_book(new.id);
    return new;
end $$;
create trigger stores_have_a_repair_book after insert on stores
    for each row execute function open_repair_book();
select write_repair_book(id) from stores;

create table repairs (
    order_id uuid primary key references orders,
    rush boolean not null,
    -- Whether the price is firm, not an estimate.
    firm boolean not null,
    notify text not null,
    -- By which the piece was given to us: drawn or typed, as `domain` writes it.
    signature jsonb not null,
    -- Of the quote: each change of scope makes a new one.
    revision integer not null default 1 check (revision > 0),
    -- The repair that this one puts right.
    redo_of uuid references orders
);
create index repairs_of_original on repairs (redo_of) where redo_of is not null;

-- The piece of each line: what its owner says, and what was found.
create table repair_pieces (
    order_line_id uuid primary key references order_lines,
    order_id uuid not null references orders,
    piece_id uuid not null unique references pieces,
    item text not null,
    word text,
    said text,
    findings jsonb not null,
    condition jsonb not null,
    note text
);
create index repair_pieces_of_order on repair_pieces (order_id);

-- What is done to each piece, as quoted last.
create table repair_tasks (
    order_line_id uuid not null references order_lines,
    position smallint not null,
    order_id uuid not null references orders,
    book_task_id uuid references repair_book_tasks,
    task jsonb not null,
    primary key (order_line_id, position)
);
create index repair_tasks_of_order on repair_tasks (order_id);

-- Each revision of the quote, and who agreed to it.
create table repair_quotes (
    order_id uuid not null references orders,
    revision integer not null,
    total numeric(14, 4) not null,
    -- The tasks of each line at that time.
    tasks jsonb not null,
    at timestamptz not null,
    actor_name text not null,
    primary key (order_id, revision)
);
create table repair_approvals (
    order_id uuid not null,
    revision integer not null,
    total numeric(14, 4) not null,
    way text not null,
    name text not null,
    signature jsonb,
    at timestamptz not null,
    actor_name text not null,
    primary key (order_id, revision),
    foreign key (order_id, revision) references repair_quotes
);

create trigger repair_quotes_append_only before update or delete on repair_quotes
    for each row execute function refuse_change();
create trigger repair_approvals_append_only before update or delete on repair_approvals
    for each row execute function refuse_change();

-- Which piece is in the envelope of a line: one that was taken from stock for it, or the customer's
-- own. A new way of having pieces here for an order is one more branch.
create view enclosed_pieces as
select r.order_line_id, r.piece_id
from reservations r where r.ended_at is null and r.taken_cost is not null
union all
select order_line_id, piece_id from repair_pieces;

-- Revenue by what was sold: goods, labour, material in repairs.
drop index postings_of_sales;
create index postings_of_sales on ledger_postings (entry_id) include (account, amount)
    where account in ('4000', '4100', '4110', '5000');
