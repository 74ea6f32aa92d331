-- One row per month, ladder, stage at the end of the month before and stage at the end of the month.
-- @key month, ladder, from_stage, to_stage
-- @check consumers > 0
-- @check from_stage <> 'out' or to_stage <> 'out'
-- @refresh by_month
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

pair as (
    select
        b.month,
        b.ladder,
        a.stage as from_stage,
        b.stage as to_stage,
        count(*) as consumers
    from stood as a
    inner join stood as b on b.consumer = a.consumer and b.ladder = a.ladder and b.month = a.next_month
    group by b.month, b.ladder, a.stage, b.stage
),

head as (
    select
        month,
        next_month,
        ladder,
        stage,
        count(*) as consumers
    from stood
    group by month, next_month, ladder, stage
),

-- Whoever stood there and is in no pair went out, or came from outside: heads less pairs, without another big join.
counted as (
    select month, ladder, from_stage, to_stage, consumers from pair
    union all
    select next_month as month, ladder, stage as from_stage, 'out' as to_stage, consumers from head
    where next_month is not null
    union all
    select month, ladder, from_stage, 'out' as to_stage, -consumers as consumers from pair
    union all
    select month, ladder, 'out' as from_stage, stage as to_stage, consumers from head
    union all
    select month, ladder, 'out' as from_stage, to_stage, -consumers as consumers from pair
)

select
    month,
    ladder,
    from_stage,
    to_stage,
    cast(sum(consumers) as bigint) as consumers
from counted
group by month, ladder, from_stage, to_stage
having sum(consumers) <> 0
