/** What the ads of a made-up brand cost: an account at home, and one abroad of which not every currency has a rate. */
interface Cost {
  readonly day: string;
  readonly source: string;
  readonly touchpoint: string;
  readonly play: string | null;
  readonly campaign: string | null;
  readonly currency: string;
  /** In hundredths. */
  readonly cents: number;
  readonly homeCents: number | null;
  readonly impressions: number | null;
  readonly clicks: number | null;
}

const MILLIS = 86_400_000;
const LAST_DAY = '2026-11-20';
const DAYS = 150;
const USD = 7;

const dayAt = (back: number): string => new Date(Date.parse(LAST_DAY) - back * MILLIS).toISOString().slice(0, 10);

function costsOf(back: number): Cost[] {
  const day = dayAt(back);
  const wave = 1 + 0.3 * Math.sin(back / 5) + (day.endsWith('-11-11') ? 3 : 0);
  const play = day >= '2026-11-01' && day <= '2026-11-11' ? 'double-11' : null;
  const home = { day, source: 'baidu-ads', play, currency: 'CNY' };
  const at = (cents: number) => ({ cents: Math.round(cents * wave), homeCents: Math.round(cents * wave) });
  const shown = (impressions: number, clicks: number) => ({
    impressions: Math.round(impressions * wave),
    clicks: Math.round(clicks * wave),
  });
  return [
    { ...home, touchpoint: 'search_ad.baidu.brandword', campaign: '品牌词', ...at(820_050), ...shown(61_000, 4100) },
    { ...home, touchpoint: 'feed_ad.douyin', campaign: '短视频', ...at(1_310_000), ...shown(912_000, 9800) },
    { ...home, touchpoint: 'affiliate.creators', campaign: null, ...at(260_000), impressions: null, clicks: null },
    ...(back % 7 === 0
      ? [
          {
            day,
            source: 'overseas',
            touchpoint: 'search_ad.google',
            play,
            campaign: 'Brand',
            currency: 'USD',
            cents: 30_000,
            homeCents: 30_000 * USD,
            ...shown(9000, 310),
          },
        ]
      : []),
    ...(back === 2
      ? [
          {
            day,
            source: 'overseas',
            touchpoint: 'search_ad.google',
            play: null,
            campaign: 'Tokyo',
            currency: 'JPY',
            cents: 4_000_000,
            homeCents: null,
            ...shown(800, 20),
          },
        ]
      : []),
  ];
}

const ALL: readonly Cost[] = Array.from({ length: DAYS }, (_, back) => costsOf(DAYS - 1 - back)).flat();

const KEYS: Readonly<Record<string, (cost: Cost) => string | null>> = {
  day: ({ day }) => day,
  month: ({ day }) => day.slice(0, 7),
  touchpoint: ({ touchpoint }) => touchpoint,
  play: ({ play }) => play,
  campaign: ({ campaign }) => campaign,
  source: ({ source }) => source,
};

/** What the server would answer to a question about costs; undefined if it is about something else. */
export function costs(brand: string, question: string, query: URLSearchParams): unknown {
  const known = brand === 'xicha' ? ALL : [];
  const [what, value = ''] = (query.get('of') ?? '').split(':');
  const chosen = known.filter(
    (cost) =>
      cost.day >= (query.get('from') ?? '') &&
      cost.day <= (query.get('to') ?? '9') &&
      (!what || (KEYS[what]?.(cost) ?? '') === value),
  );
  const answer = (names: string[], rows: unknown[][]) => ({
    brand,
    as_of: query.get('to') ?? known.at(-1)?.day ?? null,
    columns: names,
    rows,
  });
  switch (question) {
    case 'costs/sums':
      return sums(chosen, query.get('by') ?? 'day', answer);
    case 'costs/reports':
      return answer(REPORT, reports(chosen));
    case 'costs':
      return answer(COST, page(chosen, query));
    default:
      return undefined;
  }
}

type Answering = (names: string[], rows: unknown[][]) => unknown;

function sums(chosen: readonly Cost[], by: string, answer: Answering): unknown {
  const groups = new Map<string, Cost[]>();
  for (const cost of chosen) {
    const key = JSON.stringify([KEYS[by]?.(cost) ?? null, cost.currency]);
    groups.set(key, [...(groups.get(key) ?? []), cost]);
  }
  const rows = [...groups].map(([key, of]) => [
    ...(JSON.parse(key) as unknown[]),
    money(total(of, ({ cents }) => cents)),
    of.every(({ impressions }) => impressions === null) ? null : total(of, ({ impressions }) => impressions ?? 0),
    of.every(({ clicks }) => clicks === null) ? null : total(of, ({ clicks }) => clicks ?? 0),
    of.every(({ homeCents }) => homeCents === null) ? null : money(total(of, ({ homeCents }) => homeCents ?? 0)),
    money(total(of, ({ cents, homeCents }) => (homeCents === null ? cents : 0))),
    of.length,
    ...bases(of),
  ]);
  const time = by === 'day' || by === 'month';
  return answer(
    [by === 'play' ? 'play_id' : by, ...SUM],
    time ? rows : rows.sort((one, other) => Number(other[2]) - Number(one[2])),
  );
}

/** The two sums of each rate, over those costs that tell both. */
function bases(of: readonly Cost[]): unknown[] {
  const valued = of.filter(({ homeCents }) => homeCents !== null);
  const told = of.filter(({ impressions }) => impressions !== null);
  const worth = money(total(valued, ({ homeCents, impressions }) => (impressions === null ? 0 : (homeCents ?? 0))));
  const [shown, clicked] = [valued, told].map((costs) => [
    total(costs, ({ impressions }) => impressions ?? 0),
    total(costs, ({ clicks }) => clicks ?? 0),
  ]);
  return [worth, shown?.[0], worth, shown?.[1], clicked?.[1], clicked?.[0]];
}

function reports(chosen: readonly Cost[]): unknown[][] {
  const accounts = [...new Set(chosen.map(({ source, currency }) => `${source} ${currency}`))];
  return accounts.map((account) => {
    const of = chosen.filter(({ source, currency }) => `${source} ${currency}` === account);
    const [source, currency] = account.split(' ');
    return [
      `20261121-01000${String(account.length % 10)}-000`,
      source,
      '2026-11-21T01:00:00Z',
      'ad-spend',
      `${source ?? ''}.csv`,
      currency,
      money(total(of, ({ cents }) => cents)),
      of.length,
      of[0]?.day,
      of.at(-1)?.day,
    ];
  });
}

function page(chosen: readonly Cost[], query: URLSearchParams): unknown[][] {
  const rows = chosen.map((cost, index) => [
    `${cost.day}.${String(index).padStart(6, '0')}`,
    cost.day,
    cost.source,
    cost.touchpoint,
    cost.play,
    cost.campaign,
    null,
    null,
    cost.currency,
    money(cost.cents),
    cost.impressions,
    cost.clicks,
    '2026-11-21T01:00:00Z',
  ]);
  return rows.filter(([id]) => String(id) > (query.get('after') ?? '')).slice(0, Number(query.get('rows') ?? '1000'));
}

const columns = (names: string): string[] => names.split(' ');
const SUM = columns(
  'currency amount impressions clicks amount_home amount_unrated costs ' +
    'cpm_amount cpm_impressions cpc_amount cpc_clicks ctr_clicks ctr_impressions',
);
const REPORT = columns('import_id source reported_at mapping files currency amount costs first_day last_day');
const COST = columns(
  'cost_id day source touchpoint play_id campaign ad_group creative currency amount impressions clicks reported_at',
);

const total = (costs: readonly Cost[], of: (cost: Cost) => number): number =>
  costs.reduce((sum, cost) => sum + of(cost), 0);

const money = (cents: number): string => `${String(Math.trunc(cents / 100))}.${String(cents % 100).padStart(2, '0')}00`;
