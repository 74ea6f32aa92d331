-- One row per month, ladder, stage at the end of the month before and stage at the end of the month.
-- @key month, ladder, from_stage, to_stage
-- @check consumers > 0
-- @check from_stage <> 'out' or to_stage <> 'out'
-- @column month (first day) the month over which they moved
-- @column ladder (code) whose stages
-- @column from_stage (code) at the end of the month before; out: on none
-- @column to_stage (code) at the end of the month; out: on none any more
-- @column consumers (consumers) who did
with

month_pair as (
    select
        month,
        at_instant,
        lead(month) over (order by month) as next_month
    from month_end
),

stood as (
    select
        s.consumer,
        s.ladder,
        s.stage,
        p.month,
        p.next_month
    from stage_interval as s
    inner join month_pair as p on s.from_at <= p.at_instant and p.at_instant < s.to_at
),

moved as (
    select
        consumer,
        ladder,
        month,
        cast(null as string) as from_stage,
        stage as to_stage
    from stood
    union all
    select
        consumer,
        ladder,
        next_month as month,
        stage as from_stage,
        cast(null as string) as to_stage
    from stood
    where next_month is not null
),

paired as (
    select
        consumer,
        ladder,
        month,
        coalesce(max(from_stage), 'out') as from_stage,
        coalesce(max(to_stage), 'out') as to_stage
    from moved
    group by consumer, ladder, month
)

select
    month,
    ladder,
    from_stage,
    to_stage,
    count(*) as consumers
from paired
group by month, ladder, from_stage, to_stage
