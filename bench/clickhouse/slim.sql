-- What the ladder needs of every touch, dealt to buckets of consumers.
create table slim engine = MergeTree partition by bucket order by tuple() as
select
    cityHash64(assumeNotNull(primary_id)) as consumer,
    toUnixTimestamp64Micro(assumeNotNull(occurred_at)) as at_micros,
    toUInt8(multiIf(
        kind in ('impression', 'message_sent', 'message_delivered', 'message_opened', 'message_clicked', 'click', 'scan',
            'search', 'content_view', 'video_watch', 'live_watch'), 1,
        kind in ('visit', 'view'), 2,
        kind = 'review', if(polarity = 1, 4, 3),
        kind = 'share', 4,
        kind = 'pay', 5,
        kind = 'join', 6,
        kind = 'leave', 7,
        kind = 'follow', 8,
        kind = 'unfollow', 9,
        3)) as class,
    toUInt8(consumer % ${ranges}) as bucket
from file('${lake}', 'Parquet')
where isNotNull(primary_id)
    and kind in ('impression', 'message_sent', 'message_delivered', 'message_opened', 'message_clicked', 'click', 'scan',
        'search', 'content_view', 'video_watch', 'live_watch', 'visit', 'view', 'brand_search', 'favourite', 'cart',
        'cart_remove', 'checkout', 'coupon_claim', 'coupon_use', 'sample', 'interact', 'service_chat', 'group_chat',
        'group_join', 'subscribe', 'deposit', 'order', 'review', 'share', 'case', 'pay', 'join', 'leave', 'follow',
        'unfollow')
