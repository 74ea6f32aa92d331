-- One row per source, day, touchpoint, play, campaign, ad group, creative and currency: what it cost, as reported last.
-- Platforms restate what was spent for days after the fact. Of all reports that tell of the same source, day, touchpoint,
-- play, campaign, ad group and creative the latest alone holds; its rows of that key, which may be finer, are added up.
select
    source,
    day,
    touchpoint,
    play_id,
    campaign,
    ad_group,
    creative,
    currency,
    cast(sum(amount) as decimal(28, 4)) as amount,
    cast(sum(impressions) as bigint) as impressions,
    cast(sum(clicks) as bigint) as clicks,
    received_at
from (
    select
        *,
        max(received_at) over (
            partition by source, day, touchpoint, play_id, campaign, ad_group, creative
        ) as last_received_at
    from cost_report
) as report
where received_at = last_received_at
group by source, day, touchpoint, play_id, campaign, ad_group, creative, currency, received_at
