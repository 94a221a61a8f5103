-- What a list of stones is copied into before it becomes pieces.
drop table if exists bench_stone_list;
create unlogged table bench_stone_list (
    line integer generated always as identity,
    carat numeric,
    cut text,
    color text,
    clarity text,
    depth numeric,
    "table" numeric,
    price numeric,
    x numeric,
    y numeric,
    z numeric
);
