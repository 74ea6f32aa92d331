-- One row per moment at which an order that was cancelled takes off sales what was never paid back, or gives some of it back:
-- after a cancellation stands off what the lines so far exceed the refunds so far, so a refund that follows takes off
-- nothing twice, and no moment changes what an earlier one did. A payment after it takes the cancellation back: an order
-- whose payment failed is paid at the next attempt.
-- @key source, order_id, occurred_at
-- @check amount <> 0
-- @refresh by_key source, order_id
-- @column source (code) connection the order came by
-- @column order_id (id) the order
-- @column occurred_at (instant) of a cancellation, or of what came for the order after it
-- @column day (day) the same in the brand's zone
-- @column consumer (number) the buyer; null for a guest
-- @column amount (money) taken off sales, in the brand's currency; below zero where a later refund has done so itself, or a payment came
with

cancelled as (
    select distinct source, order_id
    from order_touch
    where kind = 'cancel' and order_id is not null
),

bought as (
    select
        l.source,
        l.order_id,
        l.occurred_at,
        l.consumer,
        l.amount
    from order_line as l
    inner join cancelled as c on c.source = l.source and c.order_id = l.order_id
),

buyer as (
    select source, order_id, min(consumer) as consumer
    from bought
    group by source, order_id
),

moved as (
    select source, order_id, occurred_at, 'order' as kind, amount
    from bought
    union all
    select r.source, r.order_id, r.occurred_at, 'refund' as kind, -r.amount as amount
    from order_refund as r
    inner join cancelled as c on c.source = r.source and c.order_id = r.order_id
    union all
    select t.source, t.order_id, t.occurred_at, t.kind, cast(0 as decimal(28, 4)) as amount
    from order_touch as t
    inner join cancelled as c on c.source = t.source and c.order_id = t.order_id
    where t.kind in ('cancel', 'pay')
),

moments as (
    select
        source,
        order_id,
        occurred_at,
        sum(coalesce(amount, 0)) as amount,
        max(case when kind = 'cancel' then occurred_at end) as cancelled_at,
        max(case when kind = 'pay' then occurred_at end) as paid_at
    from moved
    group by source, order_id, occurred_at
),

remaining as (
    select
        source,
        order_id,
        occurred_at,
        sum(amount) over (partition by source, order_id order by occurred_at) as amount,
        max(cancelled_at) over (partition by source, order_id order by occurred_at) as cancelled_at,
        max(paid_at) over (partition by source, order_id order by occurred_at) as paid_at
    from moments
),

standing as (
    select
        source,
        order_id,
        occurred_at,
        case when cancelled_at >= coalesce(paid_at, cancelled_at) and amount > 0 then amount else 0 end as amount
    from remaining
),

changed as (
    select
        source,
        order_id,
        occurred_at,
        amount - coalesce(lag(amount) over (partition by source, order_id order by occurred_at), 0) as amount
    from standing
)

select
    d.source,
    d.order_id,
    d.occurred_at,
    brand_day(d.occurred_at) as day,
    b.consumer,
    cast(d.amount as decimal(28, 4)) as amount
from changed as d
inner join buyer as b on b.source = d.source and b.order_id = d.order_id
where d.amount <> 0
