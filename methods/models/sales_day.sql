-- One row per day on which something was ordered, paid back or cancelled; days are those of the brand's zone.
-- @key day
-- @check net = gmv - refunds - cancelled
-- @check guest_orders <= orders
-- @refresh by_key
-- @column day (day) in the brand's zone
-- @column orders (orders) whose first line is of this day, void ones included
-- @column units (units) pieces ordered
-- @column gmv (money) amount of the lines ordered
-- @column refunds (money) paid back on this day, whenever it was ordered
-- @column cancelled (money) taken off by orders cancelled on this day, whenever they were ordered: what was not paid back; below zero where it is paid back later
-- @column net (money) gmv less refunds and cancelled
-- @column guest_orders (orders) of nobody we know
-- @column guest_gmv (money) of nobody we know
-- @column guest_refunds (money) to nobody we know
-- @column guest_cancelled (money) of nobody we know
-- @column unrated (lines and refunds) in a currency that no rate is known for: they are not in the money
with

nothing as (
    select cast(0 as decimal(18, 4)) as zero
),

moved as (
    select
        t.day,
        1 as orders,
        n.zero as units,
        n.zero as gmv,
        n.zero as refunds,
        n.zero as cancelled,
        case when t.consumer is null then 1 else 0 end as is_guest,
        0 as unrated
    from order_total as t
    cross join nothing as n
    union all
    select
        l.day,
        0 as orders,
        l.quantity as units,
        coalesce(l.amount, n.zero) as gmv,
        n.zero as refunds,
        n.zero as cancelled,
        case when l.consumer is null then 1 else 0 end as is_guest,
        case when l.amount is null then 1 else 0 end as unrated
    from order_line as l
    cross join nothing as n
    union all
    select
        r.day,
        0 as orders,
        n.zero as units,
        n.zero as gmv,
        coalesce(r.amount, n.zero) as refunds,
        n.zero as cancelled,
        case when r.consumer is null then 1 else 0 end as is_guest,
        case when r.amount is null then 1 else 0 end as unrated
    from order_refund as r
    cross join nothing as n
    union all
    select
        c.day,
        0 as orders,
        n.zero as units,
        n.zero as gmv,
        n.zero as refunds,
        coalesce(c.amount, n.zero) as cancelled,
        case when c.consumer is null then 1 else 0 end as is_guest,
        0 as unrated
    from order_cancel as c
    cross join nothing as n
)

select
    day,
    cast(sum(orders) as bigint) as orders,
    cast(sum(units) as decimal(28, 4)) as units,
    cast(sum(gmv) as decimal(28, 4)) as gmv,
    cast(sum(refunds) as decimal(28, 4)) as refunds,
    cast(sum(cancelled) as decimal(28, 4)) as cancelled,
    cast(sum(gmv) - sum(refunds) - sum(cancelled) as decimal(28, 4)) as net,
    cast(sum(case when is_guest = 1 then orders else 0 end) as bigint) as guest_orders,
    cast(sum(case when is_guest = 1 then gmv else 0 end) as decimal(28, 4)) as guest_gmv,
    cast(sum(case when is_guest = 1 then refunds else 0 end) as decimal(28, 4)) as guest_refunds,
    cast(sum(case when is_guest = 1 then cancelled else 0 end) as decimal(28, 4)) as guest_cancelled,
    cast(sum(unrated) as bigint) as unrated
from moved
group by day
