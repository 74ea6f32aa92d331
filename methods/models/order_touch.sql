-- One row per touch of trade, as it was told: ordered, paid, paid ahead, refunded or cancelled.
-- Orders, their lines and their money follow from these, and from no touch of another source. A touch that lies in the
-- lake twice counts as it came first.
-- @key source, touch_id
-- @refresh by_key
-- @column source (code) connection the touch came by; an order belongs to one source
-- @column touch_id (id) the touch
-- @column order_id (id) the order, as its source names it; null if the touch names none
-- @column kind (code) order, pay, deposit, refund or cancel
-- @column occurred_at (instant) when it happened
-- @column primary_id (id) strongest identifier that it carried; null for a guest
-- @column item (id) what was bought
-- @column category (id) of the item
-- @column quantity (units) pieces; null if none is told
-- @column amount (money) of the line, the payment or the refund, in its own currency; null if none is told
-- @column amount_home (money) the same in the brand's currency; null if no rate is known for its own
-- @column currency (code) of amount, as it was told; null if none is
select
    source,
    touch_id,
    order_id,
    kind,
    occurred_at,
    primary_id,
    item,
    category,
    quantity,
    amount,
    amount_home,
    currency
from (
    select
        source,
        touch_id,
        order_id,
        kind,
        occurred_at,
        primary_id,
        item,
        category,
        quantity,
        amount,
        amount_home,
        currency,
        row_number() over (
            partition by source, touch_id order by received_at, occurred_at, kind, order_id, item, quantity, amount
        ) as arrival
    from touch
    where kind in ('order', 'pay', 'deposit', 'refund', 'cancel')
) as t
where arrival = 1
