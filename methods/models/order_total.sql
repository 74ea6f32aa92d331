-- One row per order: its lines together, what was paid back, and whether and when it became void.
-- @key source, order_id
-- @check line_count > 0
-- @check is_void = (voided_at is not null)
-- @refresh by_key
-- @column source (code) connection the order came by
-- @column order_id (id) the order
-- @column consumer (number) the buyer; null for a guest
-- @column ordered_at (instant) when its first line was ordered
-- @column day (day) the same in the brand's zone
-- @column line_count (lines) its lines
-- @column quantity (units) pieces on all lines
-- @column amount (money) the lines' sum in the brand's currency; null if the rate of one of them is not known
-- @column refund_amount (money) paid back on this order, likewise
-- @column net_amount (money) amount less refund_amount; what was cancelled and not paid back is in order_cancel
-- @column is_void (yes or no) cancelled, or refunds have reached the amount: no purchase any more
-- @column voided_at (instant) when that happened first, as order_void says
with

bought as (
    select
        source,
        order_id,
        min(consumer) as consumer,
        min(occurred_at) as ordered_at,
        min(day) as day,
        count(*) as line_count,
        sum(quantity) as quantity,
        case when count(*) = count(amount) then sum(amount) end as amount
    from order_line
    group by source, order_id
),

refunded as (
    select
        source,
        order_id,
        case when count(*) = count(amount) then sum(amount) end as refund_amount
    from order_refund
    where order_id is not null
    group by source, order_id
)

select
    b.source,
    b.order_id,
    b.consumer,
    b.ordered_at,
    b.day,
    b.line_count,
    cast(b.quantity as decimal(28, 4)) as quantity,
    cast(b.amount as decimal(28, 4)) as amount,
    cast(case when r.order_id is null then 0 else r.refund_amount end as decimal(28, 4)) as refund_amount,
    cast(b.amount - case when r.order_id is null then 0 else r.refund_amount end as decimal(28, 4)) as net_amount,
    v.voided_at is not null as is_void,
    v.voided_at
from bought as b
left join refunded as r on r.source = b.source and r.order_id = b.order_id
left join order_void as v on v.source = b.source and v.order_id = b.order_id
