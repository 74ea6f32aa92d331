-- One row per consumer: since when we know them, how we met, what they bought.
-- @key consumer
-- @check touch_count > 0
-- @check first_touch_at <= last_touch_at
-- @check order_day_count <= order_count
-- @refresh by_consumer
-- @column consumer (number) who
-- @column first_touch_at (instant) first touch
-- @column last_touch_at (instant) latest touch
-- @column touch_count (touches) all of them
-- @column first_touchpoint (path) of the first touch that has one
-- @column order_count (orders) not void
-- @column order_day_count (days) days in the brand's zone with such an order
-- @column net_revenue (money) all order lines less all refunds
with

touched as (
    select
        i.consumer,
        min(t.occurred_at) as first_touch_at,
        max(t.occurred_at) as last_touch_at,
        count(*) as touch_count,
        min_by(t.touchpoint, (t.occurred_at, t.source, t.touch_id))
            filter (where t.touchpoint is not null) as first_touchpoint
    from touch as t
    inner join identity as i on i.id = t.primary_id
    group by i.consumer
),

ordered as (
    select
        consumer,
        count(*) as order_count,
        count(distinct day) as order_day_count
    from order_total
    where not is_void
    group by consumer
),

money as (
    select
        consumer,
        amount
    from order_line
    union all
    select
        consumer,
        -amount as amount
    from order_refund
),

spent as (
    select
        consumer,
        sum(amount) as net_revenue
    from money
    group by consumer
)

select
    t.consumer,
    t.first_touch_at,
    t.last_touch_at,
    t.touch_count,
    t.first_touchpoint,
    coalesce(o.order_count, 0) as order_count,
    coalesce(o.order_day_count, 0) as order_day_count,
    cast(coalesce(s.net_revenue, 0) as decimal(18, 4)) as net_revenue
from touched as t
left join ordered as o on o.consumer = t.consumer
left join spent as s on s.consumer = t.consumer
