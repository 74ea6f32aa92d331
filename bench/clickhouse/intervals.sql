-- The AIPL intervals of one bucket: islands per reason from a row's neighbours, and a sweep over where they begin and end.
insert into interval_ch
with

switch_at as (
    select consumer, arrayJoin(arrayFilter(x -> x > 0, [
        if(before = 0 or a_first > before + 1296000000000, a_first, 0),
        if(after = 0 or after > a_last + 1296000000000, a_last + 1296000000000, 0)])) as at_micros, toUInt8(1) as bit
    from (
        select consumer, a_first, a_last,
            lagInFrame(a_last) over w as before, leadInFrame(a_first) over w as after
        from day_row where a_first > 0
        window w as (partition by consumer order by day rows between unbounded preceding and unbounded following)
    )
    union all
    select consumer, arrayJoin(arrayFilter(x -> x > 0, [
        if(before = 0 or i_first > before + 1296000000000, i_first, 0),
        if(after = 0 or after > i_last + 1296000000000, i_last + 1296000000000, 0)])) as at_micros, toUInt8(2) as bit
    from (
        select consumer, i_first, i_last,
            lagInFrame(i_last) over w as before, leadInFrame(i_first) over w as after
        from day_row where i_first > 0
        window w as (partition by consumer order by day rows between unbounded preceding and unbounded following)
    )
    union all
    select consumer, arrayJoin(arrayFilter(x -> x > 0, [
        if(before > 0 and v_first < before + 1296000000000 and (earlier = 0 or v_first > earlier + 1296000000000), v_first, 0),
        if(before > 0 and v_first < before + 1296000000000 and (after = 0 or after > before + 1296000000000), before + 1296000000000, 0)
        ])) as at_micros, toUInt8(4) as bit
    from (
        select consumer, v_first, lagInFrame(v_last) over w as before, lagInFrame(v_last, 2) over w as earlier,
            leadInFrame(v_first) over w as after
        from day_row where v_first > 0
        window w as (partition by consumer order by day rows between unbounded preceding and unbounded following)
    )
    union all
    select consumer, at_micros, bit
    from (
        select consumer, at_micros, toUInt8(if(class <= 7, 8, 16)) as bit, class in (6, 8) as begins,
            lagInFrame(class) over (partition by consumer, class <= 7 order by at_micros, class
                rows between unbounded preceding and unbounded following) as class_before
        from slim where bucket = ${bucket} and class >= 6
    )
    where begins = (class_before in (0, 7, 9)) and (begins or class_before > 0)
    union all
    select consumer, arrayJoin(arrayFilter(x -> x > 0, [
        if(before = 0 or p_first > before + 78624000000000, p_first, 0),
        if(after = 0 or after > p_last + 78624000000000, p_last + 78624000000000, 0)])) as at_micros, toUInt8(32) as bit
    from (
        select consumer, p_first, p_last,
            lagInFrame(p_last) over w as before, leadInFrame(p_first) over w as after
        from day_row where p_first > 0
        window w as (partition by consumer order by day rows between unbounded preceding and unbounded following)
    )
    union all
    select consumer, arrayJoin(arrayFilter(x -> x > 0, [
        if(before > 0 and p_first < before + 46656000000000 and (earlier = 0 or p_first > earlier + 46656000000000), p_first, 0),
        if(before > 0 and p_first < before + 46656000000000 and (after = 0 or after > before + 46656000000000), before + 46656000000000, 0)
        ])) as at_micros, toUInt8(64) as bit
    from (
        select consumer, p_first, lagInFrame(p_last) over w as before, lagInFrame(p_last, 2) over w as earlier,
            leadInFrame(p_first) over w as after
        from day_row where p_first > 0
        window w as (partition by consumer order by day rows between unbounded preceding and unbounded following)
    )
    union all
    select consumer, arrayJoin(arrayFilter(x -> x > 0, [
        if(before = 0 or r_first > before + 31536000000000, r_first, 0),
        if(after = 0 or after > r_last + 31536000000000, r_last + 31536000000000, 0)])) as at_micros, toUInt8(128) as bit
    from (
        select consumer, r_first, r_last,
            lagInFrame(r_last) over w as before, leadInFrame(r_first) over w as after
        from day_row where r_first > 0
        window w as (partition by consumer order by day rows between unbounded preceding and unbounded following)
    )
),

switched as (
    select consumer, at_micros, groupBitXor(bit) as bits from switch_at group by consumer, at_micros
),

reasons as (
    select consumer, at_micros,
        groupBitXor(bits) over (partition by consumer order by at_micros rows unbounded preceding) as now
    from switched
),

stood as (
    select consumer, at_micros,
        toUInt8(multiIf(bitAnd(now, 64) != 0 or bitAnd(now, 160) = 160, 4, bitAnd(now, 32) != 0, 3,
            bitAnd(now, 30) != 0, 2, bitAnd(now, 1) != 0, 1, 0)) as stage
    from reasons
),

changed as (
    select consumer, at_micros, stage,
        lagInFrame(stage) over (partition by consumer order by at_micros
            rows between unbounded preceding and unbounded following) as stage_before
    from stood
),

stay as (
    select consumer, stage, at_micros as from_micros,
        leadInFrame(at_micros) over (partition by consumer order by at_micros
            rows between unbounded preceding and unbounded following) as next_micros
    from changed
    where stage != stage_before
)

select consumer, stage, from_micros, if(next_micros = 0, 253402214400000000, next_micros) as to_micros
from stay
where stage > 0
