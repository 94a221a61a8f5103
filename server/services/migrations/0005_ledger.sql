-- Double entry, append-only. The last guard that every entry balances stands here.

create table ledger_entries (
    id uuid primary key,
    kind text not null,
    order_id uuid references orders,
    store_id uuid not null references stores,
    -- The day in the store's zone on which it counts.
    business_date date not null,
    currency char(3) not null,
    memo text not null,
    at timestamptz not null
);
create index entries_by_date on ledger_entries (store_id, business_date, id);
create index entries_of_order on ledger_entries (order_id);
create index entries_by_kind on ledger_entries (store_id, kind, business_date);
-- Margin reads all hand-overs of a period, and nothing else of them.
create index hand_overs_by_date on ledger_entries (store_id, business_date) include (id, order_id)
    where kind = 'hand_over';

create table ledger_postings (
    entry_id uuid not null references ledger_entries,
    position smallint not null,
    account text not null,
    -- Above zero for a debit, below for a credit.
    amount numeric(14, 4) not null check (amount <> 0),
    primary key (entry_id, position)
);
create index postings_of_account on ledger_postings (account, entry_id);
-- What margin reads of each hand-over: revenue and cost of goods.
create index postings_of_sales on ledger_postings (entry_id) include (account, amount)
    where account in ('4000', '5000');

create function entry_balances() returns trigger language plpgsql as $$
begin
    if (select sum(amount) from ledger_postings where entry_id = new.entry_id) <> 0 then
        raise exception 'ledger entry % does not balance', new.entry_id
            using errcode = 'check_violation';
    end if;
    return null;
end $$;

-- Deferred to the commit, when all postings of an entry are in.
create constraint trigger postings_balance after insert on ledger_postings
    deferrable initially deferred for each row execute function entry_balances();

create trigger ledger_entries_append_only before update or delete on ledger_entries
    for each row execute function refuse_change();
create trigger ledger_postings_append_only before update or delete on ledger_postings
    for each row execute function refuse_change();
