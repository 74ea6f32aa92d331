-- One row per order: its lines together, what was paid back, and whether and when it became void.
-- @key order_id
-- @check line_count > 0
-- @check refund_amount >= 0
-- @check is_void = (voided_at is not null)
-- @column order_id (id) the order
-- @column consumer (number) the buyer; null for a guest
-- @column ordered_at (instant) when its first line was ordered
-- @column day (day) the same in the brand's zone
-- @column line_count (lines) its lines
-- @column quantity (units) pieces on all lines
-- @column amount (money) the lines' sum
-- @column refund_amount (money) paid back on this order
-- @column net_amount (money) amount less refund_amount
-- @column is_void (yes or no) cancelled, or refunds have reached the amount: no purchase any more
-- @column voided_at (instant) when that happened first
with

bought as (
    select
        order_id,
        min(consumer) as consumer,
        min(occurred_at) as ordered_at,
        min(day) as day,
        count(*) as line_count,
        sum(quantity) as quantity,
        sum(amount) as amount
    from order_line
    group by order_id
),

paid_back as (
    select
        order_id,
        occurred_at,
        amount,
        sum(amount) over (
            partition by order_id
            order by occurred_at, source, touch_id
            rows between unbounded preceding and current row
        ) as amount_so_far
    from order_refund
    where order_id is not null
),

refunded as (
    select
        b.order_id,
        sum(p.amount) as refund_amount,
        min(case when p.amount_so_far >= b.amount then p.occurred_at end) as voided_at
    from bought as b
    inner join paid_back as p on p.order_id = b.order_id
    group by b.order_id
),

cancelled as (
    select
        order_id,
        min(occurred_at) as voided_at
    from touch
    where kind = 'cancel' and order_id is not null
    group by order_id
)

select
    b.order_id,
    b.consumer,
    b.ordered_at,
    b.day,
    b.line_count,
    cast(b.quantity as decimal(18, 4)) as quantity,
    cast(b.amount as decimal(18, 4)) as amount,
    cast(coalesce(r.refund_amount, 0) as decimal(18, 4)) as refund_amount,
    cast(b.amount - coalesce(r.refund_amount, 0) as decimal(18, 4)) as net_amount,
    coalesce(r.voided_at, c.voided_at) is not null as is_void,
    least(coalesce(r.voided_at, c.voided_at), coalesce(c.voided_at, r.voided_at)) as voided_at
from bought as b
left join refunded as r on r.order_id = b.order_id
left join cancelled as c on c.order_id = b.order_id
