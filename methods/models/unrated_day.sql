-- One row per day and currency whose money counts in no sum, because no rate to the brand's currency is known for it.
-- @key day, currency
-- @check lines + refunds > 0
-- @refresh by_key
-- @column day (day) in the brand's zone
-- @column currency (code) that a rate is missing of
-- @column lines (lines) of orders
-- @column amount (money) of these lines, in that currency
-- @column refunds (refunds) paid back
-- @column refunded (money) by these refunds, in that currency
with

unrated as (
    select day, currency, 1 as lines, own_amount as amount, 0 as refunds, cast(0 as decimal(18, 4)) as refunded
    from order_line
    where amount is null
    union all
    select day, currency, 0 as lines, cast(0 as decimal(18, 4)) as amount, 1 as refunds, own_amount as refunded
    from order_refund
    where amount is null
)

select
    day,
    currency,
    cast(sum(lines) as bigint) as lines,
    cast(sum(amount) as decimal(28, 4)) as amount,
    cast(sum(refunds) as bigint) as refunds,
    cast(sum(refunded) as decimal(28, 4)) as refunded
from unrated
group by day, currency
