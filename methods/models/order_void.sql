-- One row per order that became void: its purchase counts for nothing from then on, and did count before.
-- Void is what was cancelled, or refunded up to the sum of its lines (of its payments, where no lines are known). What is
-- paid back counts in the currency of the order itself, which a refund has that names none: rates of other days make no
-- order void. A payment after a cancellation takes it back: the order was paid at the next attempt.
-- @key source, order_id
-- @check voided_at is not null
-- @refresh by_key
-- @column source (code) connection the order came by
-- @column order_id (id) the order
-- @column voided_at (instant) of the first cancellation without a payment after it, or of the refund that reached the sum
with

undone as (
    select distinct source, order_id
    from order_touch
    where kind in ('refund', 'cancel') and order_id is not null
),

concerned as (
    select
        t.source,
        t.order_id,
        t.kind,
        t.occurred_at,
        coalesce(t.amount, t.amount_home, cast(0 as decimal(18, 4))) as amount,
        case
            when t.amount is not null and t.kind = 'refund' then t.currency
            when t.amount is not null then coalesce(t.currency, brand_currency())
            when t.amount_home is not null then brand_currency()
        end as currency
    from order_touch as t
    inner join undone as u on u.source = t.source and u.order_id = t.order_id
),

bought as (
    select
        source,
        order_id,
        coalesce(
            sum(case when kind = 'order' then amount end),
            sum(case when kind = 'pay' then amount end),
            0
        ) as amount,
        coalesce(
            min(case when kind = 'order' then currency end),
            min(case when kind = 'pay' then currency end)
        ) as currency
    from concerned
    where kind in ('order', 'pay', 'deposit')
    group by source, order_id
),

paid as (
    select source, order_id, max(occurred_at) as paid_at
    from concerned
    where kind = 'pay'
    group by source, order_id
),

refunded as (
    select
        c.source,
        c.order_id,
        c.occurred_at,
        c.amount,
        coalesce(c.currency, b.currency) as currency
    from concerned as c
    inner join bought as b on b.source = c.source and b.order_id = c.order_id
    where c.kind = 'refund'
),

-- Refunds of one moment count together: that is what a sum over an order with equals does.
paid_back as (
    select
        source,
        order_id,
        occurred_at,
        currency,
        sum(amount) over (partition by source, order_id, currency order by occurred_at) as amount_so_far
    from refunded
),

ended as (
    select
        p.source,
        p.order_id,
        p.occurred_at
    from paid_back as p
    inner join bought as b on b.source = p.source and b.order_id = p.order_id
    where p.amount_so_far >= b.amount and (p.currency = b.currency or p.currency is null or b.currency is null)
    union all
    select
        c.source,
        c.order_id,
        c.occurred_at
    from concerned as c
    inner join bought as b on b.source = c.source and b.order_id = c.order_id
    left join paid as p on p.source = c.source and p.order_id = c.order_id
    where c.kind = 'cancel' and c.occurred_at >= coalesce(p.paid_at, c.occurred_at)
)

select
    source,
    order_id,
    min(occurred_at) as voided_at
from ended
group by source, order_id
