import { type Answer, rowsOf } from '@/shared/api/answer';
import { brandPath } from '@/shared/api/request';
import { useAnswer } from '@/shared/api/useAnswer';
import type { Day } from '@/shared/format/day';
import type { Scope } from '@/shared/scope/scope';

export interface StageCount {
  readonly stage: string;
  readonly consumers: number;
  readonly share: number;
}

export interface StageDay {
  readonly day: Day;
  readonly stage: string;
  readonly consumers: number;
}

export interface StageValue {
  readonly stage: string;
  readonly perConsumer: string;
}

const readStages = (answer: Answer): StageCount[] =>
  rowsOf(answer, (row) => ({ stage: row.text('stage'), consumers: row.count('consumers'), share: row.count('share') }));

const readDays = (answer: Answer): StageDay[] =>
  rowsOf(answer, (row) => ({ day: row.text('day'), stage: row.text('stage'), consumers: row.count('consumers') }));

const readValues = (answer: Answer): StageValue[] =>
  rowsOf(answer, (row) => ({ stage: row.text('stage'), perConsumer: row.text('value_per_consumer') }));

export const stagesPath = ({ brand, ladder }: Scope, day: Day): string =>
  brandPath(brand.name, 'stages', { as_of: day, ladder: ladder.name });

export const stageTrendPath = ({ brand, ladder, to }: Scope, from: Day): string =>
  brandPath(brand.name, 'stages/trend', { from, to, ladder: ladder.name });

export const valuesPath = ({ brand, ladder, horizon, to }: Scope): string =>
  brandPath(brand.name, 'assets', { as_of: to, ladder: ladder.name, horizon });

export const useStages = (scope: Scope, day: Day) => useAnswer(stagesPath(scope, day), readStages);

export const useStageTrend = (scope: Scope, from: Day) => useAnswer(stageTrendPath(scope, from), readDays);

export const useStageValues = (scope: Scope) => useAnswer(valuesPath(scope), readValues);
