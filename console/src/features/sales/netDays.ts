import { type Day, later, plusDays } from '@/shared/format/day';
import { lengthOf, type Scope } from '@/shared/scope/scope';

/** Which days net sales are of. */
export interface NetDays {
  /** The first day of the period, whose last one is that of the scope. */
  readonly first: Day;
  /** The first day of those before it that it is compared with; undefined where data begin too late. */
  readonly before: Day | undefined;
  /** From where to ask. */
  readonly start: Day;
}

/** The days after the one that is compared with, and as many before them; of a brand with one day of data, that day. */
export function netDays(scope: Scope): NetDays {
  const { from, firstDay } = scope;
  const length = lengthOf(scope);
  if (length === 0) return { first: from, before: undefined, start: from };
  const before = plusDays(from, 1 - length);
  return {
    first: plusDays(from, 1),
    before: before < firstDay ? undefined : before,
    start: later(firstDay, before),
  };
}
