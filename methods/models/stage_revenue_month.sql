-- One row per month, ladder and stage: who stood there at the month's end and what they had spent in the month.
-- @key month, ladder, stage
-- @check consumers > 0
-- @refresh by_month
-- @column month (first day) the month
-- @column ladder (code) whose stages
-- @column stage (code) at the end of the month
-- @column consumers (consumers) who stood there
-- @column revenue (money) their order lines of the month less their refunds and what they cancelled in it
with

stood as (
    select
        s.consumer,
        s.ladder,
        s.stage,
        m.month
    from stage_interval as s
    inner join month_end as m on s.from_at <= m.at_instant and m.at_instant < s.to_at
),

money as (
    select
        consumer,
        day,
        amount
    from order_line
    where consumer is not null
    union all
    select
        consumer,
        day,
        -amount as amount
    from order_refund
    where consumer is not null
    union all
    select
        consumer,
        day,
        -amount as amount
    from order_cancel
    where consumer is not null
),

spent as (
    select
        consumer,
        cast(date_trunc('month', day) as date) as month,
        sum(amount) as revenue
    from money
    group by consumer, cast(date_trunc('month', day) as date)
),

-- Heads and money are counted apart, so that the few who spent are joined and not everybody.
counted as (
    select month, ladder, stage, count(*) as consumers, cast(0 as decimal(28, 4)) as revenue
    from stood
    group by month, ladder, stage
    union all
    select s.month, s.ladder, s.stage, 0 as consumers, cast(sum(p.revenue) as decimal(28, 4)) as revenue
    from stood as s
    inner join spent as p on p.consumer = s.consumer and p.month = s.month
    group by s.month, s.ladder, s.stage
)

select
    month,
    ladder,
    stage,
    cast(sum(consumers) as bigint) as consumers,
    cast(sum(revenue) as decimal(28, 4)) as revenue
from counted
group by month, ladder, stage
