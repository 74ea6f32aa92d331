-- First and last instant of every class of touch per consumer and local day; 0 where there is none.
create or replace table day_row engine = Memory as
select
    consumer,
    toInt32(intDiv(at_micros + 28800000000, 86400000000)) as day,
    minIf(at_micros, class <= 2) as a_first,
    maxIf(at_micros, class <= 2) as a_last,
    minIf(at_micros, class = 2) as v_first,
    maxIf(at_micros, class = 2) as v_last,
    minIf(at_micros, class in (3, 4)) as i_first,
    maxIf(at_micros, class in (3, 4)) as i_last,
    minIf(at_micros, class = 5) as p_first,
    maxIf(at_micros, class = 5) as p_last,
    minIf(at_micros, class = 4) as r_first,
    maxIf(at_micros, class = 4) as r_last
from slim
where bucket = ${bucket} and class <= 5
group by consumer, day
