-- What an import does, in one statement: an id from the content and the row, the phone hashed with a key, times and
-- money parsed, the identifiers as a list, the touches sorted and dealt to days.
copy (
    select
        sha256('content' || ':' || row_number() over ()) as touch_id,
        'import' as import_id,
        'file' as source,
        occurred_at::timestamptz as occurred_at,
        current_timestamp as received_at,
        kind,
        name,
        touchpoint,
        [
            {'type': 'user', 'value': "user"::varchar},
            {'type': 'phone#', 'value': sha256('outer' || sha256('inner' || phone::varchar))}
        ] as ids,
        'user:' || "user"::varchar as primary_id,
        item,
        quantity::decimal(18, 4) as quantity,
        amount::decimal(18, 4) as amount,
        currency,
        case when currency = 'CNY' then amount::decimal(18, 4) end as amount_home,
        order_id,
        polarity::integer as polarity,
        occurred_at::timestamptz::date as day
    from ${rows}
    order by occurred_at, kind, touch_id
) to '${target}' (format parquet, compression zstd, partition_by (day), return_stats true)
