-- Working days that a store takes for pieces before they are ready: for what came from elsewhere, and
-- for what its own bench has finished.
alter table store_policies
    add column finishing_days integer not null default 2 check (finishing_days between 0 and 60),
    add column checking_days integer not null default 1 check (checking_days between 0 and 60);
