-- A small brand in Asia/Shanghai with everything that models read, at random: ${seed}, ${consumers}, ${touches}.
create macro chance(i, salt) as (hash(i, salt, ${seed}) % 1000000)::double / 1000000;

create macro choice(i, salt, options) as options[1 + (hash(i, salt, ${seed}) % len(options))::bigint];

create macro moment(i, salt) as
    timestamptz '2025-01-03 15:00:00+00' + to_microseconds((hash(i, salt, ${seed}) % 34560000000000)::bigint);

-- Orders of one to four lines share an order; some lines name none; some refunds name no order, or one that is unknown.
create table told as
with drawn as (
    select
        i,
        choice(i, 'kind', ['view', 'view', 'order', 'order', 'order', 'order', 'order', 'order', 'pay', 'deposit', 'refund', 'refund', 'click', 'cancel']) as kind,
        (hash(i, 'order', ${seed}) % greatest(1, ${touches} // 5))::bigint as order_number,
        (hash(i, 'who', ${seed}) % (${consumers} + ${consumers} // 4))::bigint as who
    from range(${touches}) as t(i)
)
select
    'touch-' || i as touch_id,
    'import-1' as import_id,
    choice(i, 'source', ['shop', 'counter']) as source,
    moment(if(kind = 'order', order_number, i), 'at') as occurred_at,
    moment(i, 'at') as received_at,
    kind,
    null::varchar as name,
    if(chance(i, 'point') < 0.2, null, choice(i, 'point', ['search_ad.brand', 'store.1', 'live.2025'])) as touchpoint,
    [struct_pack("type" := 'user', "value" := who::varchar)] as ids,
    if(who < ${consumers}, 'user:' || if(kind in ('order', 'refund'), order_number % ${consumers}, who), null)
        as primary_id,
    'item-' || (hash(i, 'item', ${seed}) % 40) as item,
    'category-' || (hash(i, 'item', ${seed}) % 7) as category,
    null::varchar as product_line,
    null::varchar as store,
    null::varchar as market,
    if(chance(i, 'quantity') < 0.2, null, (1 + floor(chance(i, 'pieces') * 5))::decimal(18, 4)) as quantity,
    if(kind in ('view', 'click') or chance(i, 'free') < 0.05, null,
        ((hash(i, 'amount', ${seed}) % 5000000) / 10000)::decimal(18, 4)) as amount,
    choice(order_number, 'currency', ['CNY', 'CNY', 'CNY', 'CNY', 'usd', 'USD', 'JPY', null]) as currency,
    if(chance(i, 'home') < 0.1, 12.3456::decimal(18, 4), null) as amount_home,
    if(kind not in ('order', 'pay', 'deposit', 'refund', 'cancel') or chance(i, 'named') < 0.15, null, 'order-' || order_number) as order_id,
    null::varchar as play_id,
    null::varchar as content_id,
    null::integer as polarity,
    null::varchar as context,
    null::varchar as properties
from drawn;

create table identity as
select 'user:' || i as id, i::integer as consumer from range(${consumers}) as t(i);

create table consumer as
select i::integer as consumer, 'consumer-' || i as consumer_id from range(${consumers}) as t(i);

-- Up to eight changes of stage a consumer and ladder; the last stage runs out by itself.
create table stage_interval as
with stepped as (
    select
        c.consumer,
        l.ladder,
        choice(c.consumer * 8 + n, l.ladder, ['A', 'A', 'I', 'I', 'P', 'L', 'out']) as stage,
        moment(c.consumer * 8 + n, l.ladder || 'at') as from_at
    from consumer as c, (values ('aipl'), ('o-5a')) as l(ladder), range(8) as t(n)
    where n <= hash(c.consumer, l.ladder, ${seed}) % 8
)
select
    consumer,
    ladder,
    stage,
    from_at,
    coalesce(lead(from_at) over (partition by consumer, ladder order by from_at), from_at + interval 45 days) as to_at
from stepped
qualify stage <> 'out';

create table month_end as
select
    month::date as month,
    last_day(month)::date as day,
    timezone('Asia/Shanghai', month + interval 1 month) - interval 1 microsecond as at_instant
from range(timestamp '2025-01-01', timestamp '2026-03-01', interval 1 month) as t(month);

create table stage_day as
select
    day::date as day,
    ladder,
    stage,
    count(*) as consumers
from stage_interval, range(timestamp '2025-01-03', timestamp '2026-03-01', interval 1 day) as t(day)
where from_at < timezone('Asia/Shanghai', day + interval 1 day)
    and to_at >= timezone('Asia/Shanghai', day + interval 1 day)
group by all;

create or replace macro brand_day(moment) as cast(timezone('Asia/Shanghai', moment) as date);

create or replace macro brand_currency() as 'CNY';

-- Dollars have a rate on two days of three, yen on none.
create table currency_rate as
select
    'USD' as currency,
    day::date as day,
    (7 + chance(day::date, 'rate') / 7)::decimal(19, 12) as rate,
    day::date as told_on
from range(timestamp '2025-01-01', timestamp '2026-03-01', interval 1 day) as t(day)
where chance(day::date, 'known') < 0.7;
