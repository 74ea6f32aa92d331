-- One row per touch that names an order: ordered, paid, paid ahead, refunded or cancelled.
-- What becomes of an order follows from these, and from no touch of another source. A touch that lies in the lake twice
-- counts as it came first.
-- @key source, touch_id
-- @refresh by_key
-- @column source (code) connection the touch came by; an order belongs to one source
-- @column touch_id (id) the touch
-- @column order_id (id) the order, as its source names it
-- @column kind (code) order, pay, deposit, refund or cancel
-- @column occurred_at (instant) when it happened
-- @column primary_id (id) strongest identifier that it carried; null for a guest
-- @column amount (money) of the line, the payment or the refund, in its own currency
-- @column currency (code) of the amount; null where there is none, and for a refund that names none
select
    source,
    touch_id,
    order_id,
    kind,
    occurred_at,
    primary_id,
    coalesce(amount, amount_home, cast(0 as decimal(18, 4))) as amount,
    case
        when amount is not null and kind = 'refund' then currency
        when amount is not null then coalesce(currency, brand_currency())
        when amount_home is not null then brand_currency()
    end as currency
from (
    select
        source,
        touch_id,
        order_id,
        kind,
        occurred_at,
        primary_id,
        amount,
        amount_home,
        currency,
        row_number() over (
            partition by source, touch_id order by received_at, occurred_at, kind, order_id, item, quantity, amount
        ) as arrival
    from touch
    where kind in ('order', 'pay', 'deposit', 'refund', 'cancel') and order_id is not null
) as t
where arrival = 1
