-- Consumers by stage at the end of each day: heads that came less heads that went.
create or replace table stage_day_sql as
with

moved as (
    select (epoch_us(from_at) + 28800000000) // 86400000000 as day, stage, count(*) as heads
    from interval_sql
    group by day, stage
    union all
    select (epoch_us(to_at) + 28800000000) // 86400000000 as day, stage, -count(*) as heads
    from interval_sql
    where to_at < timestamptz '9999-12-31 00:00:00+00'
    group by day, stage
),

span as (
    select unnest(range(min(day), max(day) + 1)) as day from moved
)

select
    date '1970-01-01' + span.day::integer as day,
    stages.stage,
    coalesce(sum(sum(moved.heads)) over (partition by stages.stage order by span.day), 0)::bigint as consumers
from span
cross join (select unnest([1, 2, 3, 4]) as stage) as stages
left join moved on moved.day = span.day and moved.stage = stages.stage
group by span.day, stages.stage
