-- Consumers by stage at the end of each day: heads that came less heads that went.
with

moved as (
    select day, stage, sum(heads) as heads
    from (
        select intDiv(from_micros + 28800000000, 86400000000) as day, stage, toInt64(count()) as heads
        from interval_ch group by day, stage
        union all
        select intDiv(to_micros + 28800000000, 86400000000) as day, stage, -toInt64(count()) as heads
        from interval_ch where to_micros < 253402214400000000 group by day, stage
    )
    group by day, stage
),

span as (
    select arrayJoin(range(assumeNotNull((select min(day) from moved)), assumeNotNull((select max(day) from moved)) + 1)) as day
)

select toDate32('1970-01-01') + toInt32(day) as date, stage, consumers
from (
    select span.day as day, stages.stage as stage,
        sum(moved.heads) over (partition by stages.stage order by span.day) as consumers
    from span
    cross join (select toUInt8(arrayJoin([1, 2, 3, 4])) as stage) as stages
    left join moved on moved.day = span.day and moved.stage = stages.stage
)
where consumers > 0 and date <= toDate32('${last}')
order by date, stage, consumers
