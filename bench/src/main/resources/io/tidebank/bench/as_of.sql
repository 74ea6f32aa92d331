-- AIPL at the end of one day, straight from the touches: two scans that read what can still count, reasons as bits.
with

recent as (
    select
        hash(primary_id) as consumer,
        bool_or(kind in ('impression', 'message_sent', 'message_delivered', 'message_opened', 'message_clicked', 'click',
            'scan', 'search', 'content_view', 'video_watch', 'live_watch', 'visit', 'view'))::integer as aware,
        bool_or(kind in ('brand_search', 'favourite', 'cart', 'cart_remove', 'checkout', 'coupon_claim', 'coupon_use',
            'sample', 'interact', 'service_chat', 'group_chat', 'group_join', 'subscribe', 'deposit', 'order', 'review',
            'share', 'case'))::integer as interested,
        min(occurred_at) filter (kind in ('visit', 'view')) as first_view,
        max(occurred_at) filter (kind in ('visit', 'view')) as last_view
    from ${touches}
    where occurred_at >= ${end} - interval 360 hours and occurred_at < ${end} and primary_id is not null
    group by consumer
),

lasting as (
    select
        hash(primary_id) as consumer,
        max(occurred_at) filter (kind = 'pay') as last_pay,
        min(occurred_at) filter (kind = 'pay' and occurred_at >= ${end} - interval 12960 hours) as first_pay,
        max(occurred_at) filter (kind = 'share' or (kind = 'review' and polarity = 1)) as last_praise,
        max(occurred_at) filter (kind = 'join') as joined,
        max(occurred_at) filter (kind = 'leave') as gone,
        max(occurred_at) filter (kind = 'follow') as followed,
        max(occurred_at) filter (kind = 'unfollow') as unfollowed
    from ${touches}
    where occurred_at < ${end} and primary_id is not null
        and kind in ('pay', 'share', 'review', 'join', 'leave', 'follow', 'unfollow')
    group by consumer
),

joined as (
    select
        coalesce(r.aware, 0) = 1 as aware,
        coalesce(r.interested, 0) = 1
            or (epoch_us(r.first_view) + 28800000000) // 86400000000
                <> (epoch_us(r.last_view) + 28800000000) // 86400000000
            or (l.joined is not null and (l.gone is null or l.gone < l.joined))
            or (l.followed is not null and (l.unfollowed is null or l.unfollowed < l.followed)) as interested,
        l.last_pay >= ${end} - interval 21840 hours as bought,
        (epoch_us(l.first_pay) + 28800000000) // 86400000000
            <> (epoch_us(l.last_pay) + 28800000000) // 86400000000
            or l.last_praise >= ${end} - interval 8760 hours as praised
    from recent as r
    full join lasting as l on l.consumer = r.consumer
)

select
    case when bought then case when praised then 4 else 3 end when interested then 2 when aware then 1 else 0 end as stage,
    count(*) as consumers
from joined
group by stage
order by stage
