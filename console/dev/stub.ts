import * as answers from './answers.ts';
import type { Market } from './answers.ts';
import { costs } from './costs.ts';
import { LiveStub } from './live.ts';
import { dayAt, people } from './people.ts';

/** A stand-in for the server's REST API over made-up brands. */
export interface Stub {
  answer(url: URL): { status: number; body: unknown };
  /** What a change of a brand's sources answers. */
  change(url: URL, body: unknown): unknown;
}

export interface StubSettings {
  readonly people: number;
  readonly scale: number;
  readonly brands: 'none' | 'several';
}

const LADDERS = [
  {
    name: 'aipl',
    title: { en: 'AIPL', zh: 'AIPL 人群链路' },
    stages: [
      { code: 'A', name: { en: 'Aware', zh: '认知' }, bought: false },
      { code: 'I', name: { en: 'Interest', zh: '兴趣' }, bought: false },
      { code: 'P', name: { en: 'Purchase', zh: '购买' }, bought: true },
      { code: 'L', name: { en: 'Loyal', zh: '忠诚' }, bought: true },
    ],
  },
  {
    name: 'o-5a',
    title: { en: 'O-5A', zh: 'O-5A 人群链路' },
    stages: [
      { code: 'A1', name: { en: 'Aware', zh: '了解' }, bought: false },
      { code: 'A2', name: { en: 'Appeal', zh: '吸引' }, bought: false },
      { code: 'A3', name: { en: 'Ask', zh: '问询' }, bought: false },
      { code: 'A4', name: { en: 'Act', zh: '行动' }, bought: true },
      { code: 'A5', name: { en: 'Advocate', zh: '拥护' }, bought: true },
    ],
  },
  {
    name: 'eight-steps',
    title: { en: 'Eight steps', zh: '八级链路' },
    stages: Array.from({ length: 8 }, (_, index) => ({
      code: `S${String(index + 1)}`,
      name: { en: `Step ${String(index + 1)}`, zh: `第${String(index + 1)}级` },
      bought: index >= 6,
    })),
  },
];

interface BrandSeed {
  readonly name: string;
  readonly zone: string;
  readonly currency: string;
  readonly orderValue: number;
  readonly days: number;
}

const BRANDS: readonly BrandSeed[] = [
  { name: 'xicha', zone: 'Asia/Shanghai', currency: 'CNY', orderValue: 186, days: 400 },
  { name: 'harbour-gifts', zone: 'Europe/London', currency: 'GBP', orderValue: 24, days: 400 },
  { name: 'new-shop', zone: 'Asia/Shanghai', currency: 'CNY', orderValue: 0, days: 0 },
];

const FIRST_DAY = '2025-10-17';

export function stub(settings: StubSettings): Stub {
  const markets = new Map<string, Market>();
  const live = new LiveStub();
  const brands = settings.brands === 'none' ? [] : BRANDS;

  const market = (brand: BrandSeed, ladder: string): Market => {
    const key = `${brand.name}/${ladder}`;
    const known = markets.get(key);
    if (known) return known;
    const stages = LADDERS.find(({ name }) => name === ladder)?.stages ?? [];
    const made: Market = {
      brand: brand.name,
      scale: settings.scale,
      orderValue: brand.orderValue,
      names: stages.map(({ name }) => name.zh),
      people: people({
        firstDay: FIRST_DAY,
        days: brand.days,
        stages: stages.map(({ code }) => code),
        people: settings.people,
        seed: brand.currency === 'CNY' ? 11 : 7,
      }),
    };
    markets.set(key, made);
    return made;
  };

  const brandView = (brand: BrandSeed) => {
    const { people: crowd } = market(brand, 'aipl');
    return {
      name: brand.name,
      zone: brand.zone,
      currency: brand.currency,
      touches: brand.days * settings.people * 2,
      consumers: brand.days ? settings.people * settings.scale : 0,
      first_day: brand.days ? FIRST_DAY : null,
      last_day: brand.days ? dayAt(crowd, brand.days - 1) : null,
      fresh: true,
      ladders: LADDERS,
    };
  };

  return {
    answer(url) {
      const [, , , , name, ...rest] = url.pathname.split('/');
      if (!name) return { status: 200, body: brands.map(brandView) };
      const brand = brands.find((candidate) => candidate.name === name);
      if (!brand) return { status: 404, body: problem(404, 'BRAND_NOT_FOUND', `No brand '${name}'`) };
      const body =
        live.answer(rest.join('/'), url.searchParams) ??
        costs(brand.name, rest.join('/'), url.searchParams) ??
        about(market(brand, url.searchParams.get('ladder') ?? 'aipl'), rest.join('/'), url.searchParams);
      return body ? { status: 200, body } : { status: 404, body: problem(404, 'PATH_NOT_FOUND', `No ${url.pathname}`) };
    },
    change: (url, body) => live.change(url.pathname.split('/').slice(5).join('/'), body),
  };
}

function about(market: Market, question: string, query: URLSearchParams): unknown {
  const last = dayAt(market.people, market.people.days - 1);
  const asOf = query.get('as_of') ?? last;
  const [from, to, horizon] = [query.get('from') ?? last, query.get('to') ?? last, query.get('horizon') ?? '12'];
  switch (question) {
    case 'ladders':
      return LADDERS;
    case 'stages':
      return answers.stages(market, asOf);
    case 'stages/trend':
      return answers.stageTrend(market, from, to);
    case 'flow':
      return answers.flow(market, from, to);
    case 'flow/summary':
      return answers.flowSummary(market, from, to);
    case 'assets':
      return answers.assets(market, asOf, horizon);
    case 'assets/trend':
      return answers.assetTrend(market, from, to, horizon);
    case 'assets/change':
      return answers.assetChange(market, from, to, horizon);
    case 'sales':
      return answers.sales(market, from, to);
    default:
      return undefined;
  }
}

export const problem = (status: number, code: string, detail: string) => ({
  type: 'about:blank',
  title: status === 404 ? 'Not found' : 'Conflict',
  status,
  detail,
  code,
});
