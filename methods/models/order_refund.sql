-- One row per refund. It acts from its own time, whatever the order's.
-- @key source, touch_id
-- @refresh by_key
-- @column source (code) connection the refund came by
-- @column touch_id (id) the refund's touch
-- @column order_id (id) the order, one of the same source; null if the sender names none
-- @column consumer (number) who gets the money; null for a guest
-- @column occurred_at (instant) when it was paid back
-- @column day (day) the same in the brand's zone
-- @column amount (money) paid back, in the brand's currency, as told; null if no rate is known for its own
-- @column own_amount (money) the same as it was told
-- @column currency (code) of own_amount
select
    t.source,
    t.touch_id,
    t.order_id,
    i.consumer,
    t.occurred_at,
    brand_day(t.occurred_at) as day,
    coalesce(t.amount_home, case when t.amount is null then cast(0 as decimal(18, 4)) end) as amount,
    coalesce(t.amount, t.amount_home, cast(0 as decimal(18, 4))) as own_amount,
    coalesce(t.currency, brand_currency()) as currency
from order_touch as t
left join identity as i on i.id = t.primary_id
where t.kind = 'refund'
