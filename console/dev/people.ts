/** A made-up market for development and tests: people who climb and fall on a ladder, day by day, from a seed. */

export interface People {
  readonly firstDay: string;
  readonly days: number;
  readonly stages: readonly string[];
  /** For each day the stage of every person; 0 is out, 1 the lowest stage. */
  readonly at: readonly Uint8Array[];
  /** For each day, how many people bought. */
  readonly buyers: readonly number[];
}

export interface PeopleSettings {
  readonly firstDay: string;
  readonly days: number;
  readonly stages: readonly string[];
  readonly people: number;
  readonly seed: number;
}

const DAY = 86_400_000;

/** Days on which everybody shops, and how far the wave before them reaches. */
const PEAKS: Readonly<Record<string, number>> = {
  '06-18': 2.6,
  '11-11': 4.2,
  '12-12': 1.8,
  '03-08': 1.4,
  '09-09': 1.2,
};

export function people({ firstDay, days, stages, people: count, seed }: PeopleSettings): People {
  const random = generator(seed);
  let now = new Uint8Array(count).map(() => (random() < 0.3 ? 1 + Math.floor(random() ** 4.2 * stages.length) : 0));
  const at: Uint8Array[] = [];
  const buyers: number[] = [];
  for (let day = 0; day < days; day++) {
    const season = seasonOf(firstDay, day);
    const next = new Uint8Array(count);
    let bought = 0;
    for (let person = 0; person < count; person++) {
      const from = now[person] ?? 0;
      const to = step(from, stages.length, season, random);
      next[person] = to;
      const buys = to > from && to >= stages.length - 1;
      bought += buys || (from >= stages.length - 1 && random() < 0.0022 * season) ? 1 : 0;
    }
    at.push(next);
    buyers.push(bought);
    now = next;
  }
  return { firstDay, days, stages, at, buyers };
}

function step(from: number, top: number, season: number, random: () => number): number {
  const chance = random();
  if (from === 0) {
    return chance < 0.0082 * season ? (random() < 0.86 ? 1 : 2) : 0;
  }
  const up = season * (from === top ? 0 : from === top - 1 ? 0.0008 : from === 1 ? 0.013 : 0.0034);
  const down = from === top ? 0.0012 : from === top - 1 ? 0.0016 : from === 1 ? 0.022 : 0.016;
  const leave = from >= top - 1 ? 0.0016 : from === 1 ? 0 : 0.009;
  if (chance < up) return from + 1;
  if (chance < up + down) return from - 1;
  return chance < up + down + leave ? 0 : from;
}

function seasonOf(firstDay: string, offset: number): number {
  const date = new Date(Date.parse(firstDay) + offset * DAY);
  let season = [0, 6].includes(date.getUTCDay()) ? 1.14 : 0.96;
  for (const [day, height] of Object.entries(PEAKS)) {
    const distance = (Date.parse(`${String(date.getUTCFullYear())}-${day}`) - date.getTime()) / DAY;
    if (distance >= 0 && distance < 12) season += height * Math.exp(-distance / 2.4);
    if (distance < 0 && distance > -3) season += height * 0.25 * Math.exp(distance);
  }
  return season;
}

/** A small linear congruential generator: enough to draw a believable picture, the same each time. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

export const dayAt = (market: People, offset: number): string =>
  new Date(Date.parse(market.firstDay) + offset * DAY).toISOString().slice(0, 10);

export const offsetOf = (market: People, day: string): number =>
  Math.round((Date.parse(day) - Date.parse(market.firstDay)) / DAY);

/** How many people stand on each stage at the end of a day; index 0 is out. */
export function countsAt(market: People, offset: number): number[] {
  const counts = Array.from({ length: market.stages.length + 1 }, () => 0);
  for (const stage of market.at[offset] ?? []) counts[stage] = (counts[stage] ?? 0) + 1;
  return counts;
}

/** People by stage at the first and at the second of two days. */
export function flowBetween(market: People, from: number, to: number): number[][] {
  const size = market.stages.length + 1;
  const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  const start = market.at[from];
  const end = market.at[to];
  start?.forEach((stage, person) => {
    const row = matrix[stage];
    const column = end?.[person] ?? 0;
    if (row) row[column] = (row[column] ?? 0) + 1;
  });
  return matrix;
}
