-- The AIPL intervals of one bucket of consumers: a row per consumer and day, islands per reason from its neighbours, and
-- a sweep over where they begin and end. A reason is a bit that its islands switch on and off.
insert into interval_sql
with

-- first and last instant of every class of touch per consumer and local day
day_row as materialized (
    select
        consumer,
        (at_micros + 28800000000) // 86400000000 as day,
        min(at_micros) filter (class <= 2) as a_first,
        max(at_micros) filter (class <= 2) as a_last,
        min(at_micros) filter (class = 2) as v_first,
        max(at_micros) filter (class = 2) as v_last,
        min(at_micros) filter (class in (3, 4)) as i_first,
        max(at_micros) filter (class in (3, 4)) as i_last,
        min(at_micros) filter (class = 5) as p_first,
        max(at_micros) filter (class = 5) as p_last,
        min(at_micros) filter (class = 4) as r_first,
        max(at_micros) filter (class = 4) as r_last
    from ${slim}
    where class <= 5
    group by consumer, day
),

-- A: one touch within 15 days; and a view, since the same rows and the same sort serve both
a_row as materialized (
    select
        consumer,
        a_first,
        a_last,
        lag(a_last) over w as a_before,
        lead(a_first) over w as a_after
    from day_row
    where a_first is not null
    window w as (partition by consumer order by day)
),

v_row as materialized (
    select
        consumer,
        v_first,
        lag(v_last) over w + ${days15} as holds_to,
        lag(v_last, 2) over w + ${days15} as held_to,
        lead(v_first) over w as v_after
    from day_row
    where v_first is not null
    window w as (partition by consumer order by day)
),

i_row as materialized (
    select
        consumer,
        i_first,
        i_last,
        lag(i_last) over w as i_before,
        lead(i_first) over w as i_after
    from day_row
    where i_first is not null
    window w as (partition by consumer order by day)
),

p_row as materialized (
    select
        consumer,
        p_first,
        p_last,
        lag(p_last) over w as p_before,
        lead(p_first) over w as p_after,
        lag(p_last) over w + ${days540} as holds_to,
        lag(p_last, 2) over w + ${days540} as held_to
    from day_row
    where p_first is not null
    window w as (partition by consumer order by day)
),

r_row as materialized (
    select
        consumer,
        r_first,
        r_last,
        lag(r_last) over w as r_before,
        lead(r_first) over w as r_after
    from day_row
    where r_first is not null
    window w as (partition by consumer order by day)
),

held as materialized (
    select
        consumer,
        at_micros,
        case when class <= 7 then 8 else 16 end as bit,
        class in (6, 8) as begins,
        lag(class) over (partition by consumer, class <= 7 order by at_micros, class) as class_before
    from ${slim}
    where class >= 6
),

-- where a reason (1 A, 2 I by one touch, 4 I by views on two days, 8 member, 16 fan, 32 P, 64 L by two days, 128 a
-- positive review or a share) begins or ends to hold
switch_at as (
    select consumer, a_first as at_micros, 1 as bit from a_row where a_before is null or a_first > a_before + ${days15}
    union all
    select consumer, a_last + ${days15}, 1 from a_row where a_after is null or a_after > a_last + ${days15}
    union all
    select consumer, i_first, 2 from i_row where i_before is null or i_first > i_before + ${days15}
    union all
    select consumer, i_last + ${days15}, 2 from i_row where i_after is null or i_after > i_last + ${days15}
    union all
    select consumer, v_first, 4 from v_row where v_first < holds_to and (held_to is null or v_first > held_to)
    union all
    select consumer, holds_to, 4 from v_row where v_first < holds_to and (v_after is null or v_after > holds_to)
    union all
    select consumer, at_micros, bit from held
    where begins = (class_before is null or class_before in (7, 9)) and (begins or class_before is not null)
    union all
    select consumer, p_first, 32 from p_row where p_before is null or p_first > p_before + ${days910}
    union all
    select consumer, p_last + ${days910}, 32 from p_row where p_after is null or p_after > p_last + ${days910}
    union all
    select consumer, p_first, 64 from p_row where p_first < holds_to and (held_to is null or p_first > held_to)
    union all
    select consumer, holds_to, 64 from p_row where p_first < holds_to and (p_after is null or p_after > holds_to)
    union all
    select consumer, r_first, 128 from r_row where r_before is null or r_first > r_before + ${days365}
    union all
    select consumer, r_last + ${days365}, 128 from r_row where r_after is null or r_after > r_last + ${days365}
),

switched as (
    select consumer, at_micros, bit_xor(bit::utinyint) as bits
    from switch_at
    group by consumer, at_micros
),

reasons as (
    select
        consumer,
        at_micros,
        bit_xor(bits) over (partition by consumer order by at_micros rows unbounded preceding) as bits
    from switched
),

stood as (
    select
        consumer,
        at_micros,
        case
            when bits & 64 <> 0 or bits & 160 = 160 then 4
            when bits & 32 <> 0 then 3
            when bits & 30 <> 0 then 2
            when bits & 1 <> 0 then 1
            else 0
        end::utinyint as stage
    from reasons
),

changed as (
    select
        consumer,
        at_micros,
        stage,
        lag(stage) over (partition by consumer order by at_micros) as stage_before
    from stood
),

-- the first row of every stay, and the next stay's first row is its end
stay as (
    select
        consumer,
        stage,
        at_micros as from_micros,
        lead(at_micros) over (partition by consumer order by at_micros) as to_micros
    from changed
    where stage is distinct from stage_before
)

select
    consumer,
    stage,
    make_timestamptz(from_micros) as from_at,
    make_timestamptz(coalesce(to_micros, 253402214400000000)) as to_at
from stay
where stage > 0
