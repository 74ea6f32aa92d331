-- What the ladder needs of every touch, dealt to buckets of consumers. A consumer is the hash of its identifier: less
-- work than numbering them, which the engine has to do. The brand's zone has been at UTC+8 throughout.
copy (
    select
        hash(primary_id) as consumer,
        epoch_us(occurred_at) as at_micros,
        case
            when kind in ('impression', 'message_sent', 'message_delivered', 'message_opened', 'message_clicked',
                'click', 'scan', 'search', 'content_view', 'video_watch', 'live_watch') then 1
            when kind in ('visit', 'view') then 2
            when kind = 'review' then case when polarity = 1 then 4 else 3 end
            when kind = 'share' then 4
            when kind = 'pay' then 5
            when kind = 'join' then 6
            when kind = 'leave' then 7
            when kind = 'follow' then 8
            when kind = 'unfollow' then 9
            else 3
        end::utinyint as class,
        hash(primary_id) % ${ranges} as bucket
    from ${touches}
    where primary_id is not null
        and kind in ('impression', 'message_sent', 'message_delivered', 'message_opened', 'message_clicked', 'click',
            'scan', 'search', 'content_view', 'video_watch', 'live_watch', 'visit', 'view', 'brand_search', 'favourite',
            'cart', 'cart_remove', 'checkout', 'coupon_claim', 'coupon_use', 'sample', 'interact', 'service_chat',
            'group_chat', 'group_join', 'subscribe', 'deposit', 'order', 'review', 'share', 'case', 'pay', 'join',
            'leave', 'follow', 'unfollow')
) to '${slim}' (format parquet, compression lz4, partition_by (bucket))
