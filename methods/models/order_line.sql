-- One row per order line: what was bought, by whom, in which order.
-- @key source, touch_id
-- @check order_id <> ''
-- @refresh by_key
-- @column source (code) connection the line came by
-- @column touch_id (id) the line's touch
-- @column order_id (id) its order, as the source names it; a line without one is an order of its own: touch/ and touch_id
-- @column consumer (number) the buyer; null for a guest
-- @column occurred_at (instant) when it was ordered
-- @column day (day) the same in the brand's zone
-- @column item (id) what was bought
-- @column category (id) of the item
-- @column quantity (units) pieces; 1 where none is told
-- @column amount (money) line total after discounts, in the brand's currency; null if no rate is known for its own
-- @column own_amount (money) the same as it was told
-- @column currency (code) of own_amount
select
    t.source,
    t.touch_id,
    coalesce(nullif(t.order_id, ''), concat('touch/', t.touch_id)) as order_id,
    i.consumer,
    t.occurred_at,
    brand_day(t.occurred_at) as day,
    t.item,
    t.category,
    coalesce(t.quantity, cast(1 as decimal(18, 4))) as quantity,
    coalesce(t.amount_home, case when t.amount is null then cast(0 as decimal(18, 4)) end) as amount,
    coalesce(t.amount, t.amount_home, cast(0 as decimal(18, 4))) as own_amount,
    coalesce(t.currency, brand_currency()) as currency
from order_touch as t
left join identity as i on i.id = t.primary_id
where t.kind = 'order'
