-- AIPL at the end of one day, straight from the touches.
select
    multiIf(bought and praised, 4, bought, 3, interested, 2, aware, 1, 0) as stage,
    count() as consumers
from (
    select
        cityHash64(assumeNotNull(primary_id)) as consumer,
        countIf(recent and kind in ('impression', 'message_sent', 'message_delivered', 'message_opened',
            'message_clicked', 'click', 'scan', 'search', 'content_view', 'video_watch', 'live_watch', 'visit', 'view')) > 0
            as aware,
        minIf(at_micros, recent and kind in ('visit', 'view')) as first_view,
        maxIf(at_micros, recent and kind in ('visit', 'view')) as last_view,
        maxIf(at_micros, kind = 'join') as joined, maxIf(at_micros, kind = 'leave') as gone,
        maxIf(at_micros, kind = 'follow') as followed, maxIf(at_micros, kind = 'unfollow') as unfollowed,
        maxIf(at_micros, kind = 'pay') as last_pay,
        minIf(at_micros, kind = 'pay' and at_micros >= ${end} - 46656000000000) as first_pay,
        maxIf(at_micros, kind = 'share' or (kind = 'review' and polarity = 1)) as last_praise,
        countIf(recent and kind in ('brand_search', 'favourite', 'cart', 'cart_remove', 'checkout', 'coupon_claim',
            'coupon_use', 'sample', 'interact', 'service_chat', 'group_chat', 'group_join', 'subscribe', 'deposit',
            'order', 'review', 'share', 'case')) > 0
            or intDiv(first_view + 28800000000, 86400000000) != intDiv(last_view + 28800000000, 86400000000)
            or joined > gone or followed > unfollowed as interested,
        last_pay >= ${end} - 78624000000000 as bought,
        intDiv(first_pay + 28800000000, 86400000000) != intDiv(last_pay + 28800000000, 86400000000)
            or last_praise >= ${end} - 31536000000000 as praised
    from (
        select primary_id, kind, polarity, toUnixTimestamp64Micro(assumeNotNull(occurred_at)) as at_micros,
            at_micros >= ${end} - 1296000000000 as recent
        from file('${lake}', 'Parquet')
        where isNotNull(primary_id) and occurred_at < fromUnixTimestamp64Micro(toInt64(${end}), 'UTC')
            and (occurred_at >= fromUnixTimestamp64Micro(toInt64(${end}) - 1296000000000, 'UTC')
                or kind in ('pay', 'share', 'review', 'join', 'leave', 'follow', 'unfollow'))
    )
    group by consumer
)
group by stage
order by stage
