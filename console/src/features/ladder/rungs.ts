import { stageColor } from '@/shared/charts/palette';
import type { Language } from '@/shared/i18n/language';
import { type Ladder, OUT } from '@/shared/scope/brand';
import type { StageCount, StageDay, StageValue } from './api';

/** A stage as the ladder shows it. */
export interface Rung {
  readonly code: string;
  readonly name: string;
  readonly color: string;
  readonly consumers: number;
  readonly share: number;
  readonly change: number;
  readonly perConsumer: string | undefined;
}

interface Counts {
  readonly start: readonly StageCount[];
  readonly end: readonly StageCount[];
  readonly values: readonly StageValue[];
}

/** The stages of a ladder, highest first: how many stand there, and how many more or fewer than before. */
export function rungs(ladder: Ladder, { start, end, values }: Counts, language: Language): Rung[] {
  const worth = sameStages(ladder, values) ? values : [];
  return ladder.stages
    .map(({ code, name }, index) => ({
      code,
      name: name[language],
      color: stageColor(index, ladder.stages.length),
      consumers: countOf(end, code),
      share: end.find(({ stage }) => stage === code)?.share ?? 0,
      change: countOf(end, code) - countOf(start, code),
      perConsumer: worth.find(({ stage }) => stage === code)?.perConsumer,
    }))
    .reverse();
}

/** Values per head of another ladder's stages would belong to other people. */
function sameStages(ladder: Ladder, values: readonly StageValue[]): boolean {
  return ladder.stages.every(({ code }) => values.some(({ stage }) => stage === code));
}

export const countOf = (counts: readonly StageCount[], code: string): number =>
  counts.find(({ stage }) => stage === code)?.consumers ?? 0;

export const onLadder = (counts: readonly StageCount[]): number =>
  counts.reduce((sum, { stage, consumers }) => sum + (stage === OUT ? 0 : consumers), 0);

export interface Reservoir {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The stages before the first purchase and those after it. */
export function reservoirOf(ladder: Ladder): Reservoir {
  const codes = (wanted: boolean) => ladder.stages.filter(({ bought }) => bought === wanted).map(({ code }) => code);
  return { before: codes(false), after: codes(true) };
}

/** Consumers before the first purchase for each one after it; undefined while nobody has bought. */
export function reservoirRatio({ before, after }: Reservoir, counts: readonly StageCount[]): number | undefined {
  const total = (codes: readonly string[]) => codes.reduce((sum, code) => sum + countOf(counts, code), 0);
  return total(after) === 0 ? undefined : total(before) / total(after);
}

/** The days of a trend in order, each with its counts by stage. */
export function byDay(trend: readonly StageDay[]): { day: string; counts: StageCount[] }[] {
  const days = new Map<string, StageCount[]>();
  for (const { day, stage, consumers } of trend) {
    const counts = days.get(day) ?? [];
    counts.push({ stage, consumers, share: 0 });
    days.set(day, counts);
  }
  return [...days].sort(([one], [other]) => (one < other ? -1 : 1)).map(([day, counts]) => ({ day, counts }));
}
