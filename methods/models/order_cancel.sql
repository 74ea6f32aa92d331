-- One row per moment at which an order that was cancelled takes off sales what was never paid back, or gives some of it back:
-- after a cancellation stands off what the lines so far exceed the refunds so far, so a refund that follows takes off
-- nothing twice, and no moment changes what an earlier one did.
-- @key source, order_id, occurred_at
-- @check amount <> 0
-- @refresh by_key source, order_id
-- @column source (code) connection the order came by
-- @column order_id (id) the order
-- @column occurred_at (instant) of the first cancellation, or of what came for the order after it
-- @column day (day) the same in the brand's zone
-- @column consumer (number) the buyer, that of the first line; null for a guest
-- @column amount (money) taken off sales, in the brand's currency; below zero where a later refund has done so itself
with

cancelled as (
    select
        source,
        order_id,
        min(occurred_at) as cancelled_at
    from order_touch
    where kind = 'cancel'
    group by source, order_id
),

bought as (
    select
        l.source,
        l.order_id,
        l.occurred_at,
        l.consumer,
        l.amount,
        row_number() over (partition by l.source, l.order_id order by l.occurred_at, l.touch_id) as line
    from order_line as l
    inner join cancelled as c on c.source = l.source and c.order_id = l.order_id
),

moved as (
    select source, order_id, occurred_at, amount
    from bought
    union all
    select r.source, r.order_id, r.occurred_at, -r.amount as amount
    from order_refund as r
    inner join cancelled as c on c.source = r.source and c.order_id = r.order_id
    union all
    select source, order_id, cancelled_at as occurred_at, cast(0 as decimal(28, 4)) as amount
    from cancelled
),

moments as (
    select
        source,
        order_id,
        occurred_at,
        sum(coalesce(amount, 0)) as amount
    from moved
    group by source, order_id, occurred_at
),

remaining as (
    select
        source,
        order_id,
        occurred_at,
        sum(amount) over (partition by source, order_id order by occurred_at) as amount
    from moments
),

standing as (
    select
        r.source,
        r.order_id,
        r.occurred_at,
        case when r.occurred_at >= c.cancelled_at and r.amount > 0 then r.amount else 0 end as amount
    from remaining as r
    inner join cancelled as c on c.source = r.source and c.order_id = r.order_id
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
inner join bought as b on b.source = d.source and b.order_id = d.order_id and b.line = 1
where d.amount <> 0
