import { countsAt, dayAt, flowBetween, offsetOf, type People } from './people.ts';

/** What the server would answer about a made-up market. One simulated person stands for `scale` many. */
export interface Market {
  readonly brand: string;
  readonly people: People;
  readonly scale: number;
  readonly names: readonly string[];
  readonly orderValue: number;
}

type Cell = string | number | null;

interface Answer {
  readonly brand: string;
  readonly as_of: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const VALUES: Readonly<Record<string, readonly number[]>> = {
  12: [28.53, 75.609, 120.4, 280.293, 531.01],
  36: [85.86, 206.561, 402.7, 726.348, 1100.924],
};

/** Which of the five values the stages of a ladder of four have. */
const HEADS: Readonly<Record<number, readonly number[]>> = { 3: [0, 1, 3, 4] };

export function stages({ people, scale, names, brand }: Market, day: string): Answer {
  const counts = countsAt(people, offsetOf(people, day)).map((count) => count * scale);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const row = (code: string, name: string, count: number): Cell[] => [code, name, count, total ? count / total : 0];
  const rows = people.stages.map((code, index) => row(code, names[index] ?? code, counts[index + 1] ?? 0));
  rows.push(row('out', 'out', counts[0] ?? 0));
  return { brand, as_of: day, columns: ['stage', 'name', 'consumers', 'share'], rows };
}

export function stageTrend({ people, scale, brand }: Market, from: string, to: string): Answer {
  const rows = daysBetween(people, from, to).flatMap((offset) => {
    const counts = countsAt(people, offset);
    return ['out', ...people.stages].map((stage, index): Cell[] => [
      dayAt(people, offset),
      stage,
      (counts[index] ?? 0) * scale,
    ]);
  });
  return { brand, as_of: to, columns: ['day', 'stage', 'consumers'], rows };
}

export function flow({ people, scale, brand }: Market, from: string, to: string): Answer {
  const codes = ['out', ...people.stages];
  const matrix = flowBetween(people, offsetOf(people, from), offsetOf(people, to));
  const rows = matrix.flatMap((row, start) =>
    row.map((count, end): Cell[] => [codes[start] ?? '', codes[end] ?? '', count * scale]),
  );
  return { brand, as_of: to, columns: ['from_stage', 'to_stage', 'consumers'], rows };
}

export function flowSummary({ people, scale, brand }: Market, from: string, to: string): Answer {
  const moves = { new: 0, deepened: 0, kept: 0, shallower: 0, lost: 0 };
  flowBetween(people, offsetOf(people, from), offsetOf(people, to)).forEach((row, start) => {
    row.forEach((count, end) => {
      if (start === 0 && end === 0) return;
      const move =
        start === 0 ? 'new' : end === 0 ? 'lost' : end > start ? 'deepened' : end < start ? 'shallower' : 'kept';
      moves[move] += count * scale;
    });
  });
  return { brand, as_of: to, columns: ['move', 'consumers'], rows: Object.entries(moves) };
}

export function assets(market: Market, day: string, horizon: string): Answer {
  const { people, scale, brand } = market;
  const offset = offsetOf(people, day);
  const heads = headsAt(market, offset, horizon);
  const rows = people.stages.map((code, index): Cell[] => {
    const count = (countsAt(people, offset)[index + 1] ?? 0) * scale;
    const head = heads[index] ?? 0;
    return [code, count, money(head), money(count * head)];
  });
  return { brand, as_of: day, columns: ['stage', 'consumers', 'value_per_consumer', 'value'], rows };
}

export function assetTrend(market: Market, from: string, to: string, horizon: string): Answer {
  const rows = daysBetween(market.people, from, to).map((offset): Cell[] => {
    const counts = countsAt(market.people, offset).slice(1);
    const heads = headsAt(market, offset, horizon);
    const units = counts.reduce((sum, count, index) => sum + toUnits(count * market.scale * (heads[index] ?? 0)), 0);
    return [
      dayAt(market.people, offset),
      fromUnits(units),
      counts.reduce((sum, count) => sum + count, 0) * market.scale,
    ];
  });
  return { brand: market.brand, as_of: to, columns: ['day', 'value', 'consumers'], rows };
}

export function assetChange(market: Market, from: string, to: string, horizon: string): Answer {
  const [start, end] = [from, to].map((day) => standing(market, day, horizon));
  if (!start || !end) throw new Error('Two days make a change');
  const people = ((end.total - start.total) * (start.mean + end.mean)) / 2;
  const size = (start.total + end.total) / 2;
  const mix =
    size *
    sum(start.mix.map((share, i) => ((end.mix[i] ?? 0) - share) * (((start.heads[i] ?? 0) + (end.heads[i] ?? 0)) / 2)));
  const heads =
    size *
    sum(start.heads.map((head, i) => ((end.heads[i] ?? 0) - head) * (((start.mix[i] ?? 0) + (end.mix[i] ?? 0)) / 2)));
  const parts = [people, mix, heads * 0.62].map(toUnits);
  const spend = end.units - start.units - sum(parts);
  const names = ['people', 'stage_mix', 'transition', 'spend'];
  const rows = [...parts, spend].map((units, index): Cell[] => [names[index] ?? '', fromUnits(units)]);
  return { brand: market.brand, as_of: to, columns: ['part', 'change'], rows };
}

export function sales({ people, scale, brand, orderValue }: Market, from: string, to: string): Answer {
  const rows = daysBetween(people, from, to).map((offset): Cell[] => {
    const orders = Math.round((people.buyers[offset] ?? 0) * scale * 1.12);
    const gmv = toUnits(orders * orderValue * (1 + 0.08 * Math.sin(offset / 5)));
    const earlier = people.buyers[Math.max(0, offset - 4)] ?? 0;
    const refunds = toUnits(earlier * scale * orderValue * 0.093);
    const cancelled = toUnits(earlier * scale * orderValue * 0.021);
    return [
      dayAt(people, offset),
      orders,
      fromUnits(gmv),
      fromUnits(refunds),
      fromUnits(cancelled),
      fromUnits(gmv - refunds - cancelled),
      fromUnits(Math.round(gmv * 0.07)),
    ];
  });
  return { brand, as_of: to, columns: ['day', 'orders', 'gmv', 'refunds', 'cancelled', 'net', 'guest_gmv'], rows };
}

function standing(market: Market, day: string, horizon: string) {
  const offset = offsetOf(market.people, day);
  const counts = countsAt(market.people, offset)
    .slice(1)
    .map((count) => count * market.scale);
  const heads = headsAt(market, offset, horizon);
  const total = sum(counts);
  const mix = counts.map((count) => count / total);
  const units = sum(counts.map((count, index) => toUnits(count * (heads[index] ?? 0))));
  return { total, mix, heads, units, mean: sum(mix.map((share, index) => share * (heads[index] ?? 0))) };
}

/** Value per head by stage, drifting a little over the year, as a re-estimated model would. */
function headsAt({ people, orderValue }: Market, offset: number, horizon: string): number[] {
  const values = VALUES[horizon] ?? VALUES['12'] ?? [];
  const drift = (orderValue / 186) * (1 + 0.0003 * offset + 0.025 * Math.sin(offset / 40));
  const last = people.stages.length - 1;
  const chosen = people.stages.map((_, index) => values[HEADS[last]?.[index] ?? Math.round((index / last) * 4)] ?? 0);
  return chosen.map((value) => Math.round(value * drift * 10_000) / 10_000);
}

function daysBetween(people: People, from: string, to: string): number[] {
  const first = Math.max(0, offsetOf(people, from));
  const last = Math.min(people.days - 1, offsetOf(people, to));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const toUnits = (amount: number): number => Math.round(amount * 10_000);
const fromUnits = (units: number): string => {
  const digits = String(Math.abs(units)).padStart(5, '0');
  return `${units < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
};
const money = (amount: number): string => fromUnits(toUnits(amount));
