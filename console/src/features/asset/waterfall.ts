import { decimal, units } from '@/shared/format/decimal';
import { PARTS, type PartChange } from './api';

/** A step of the waterfall: from one level to the next. */
export interface Step {
  readonly name: string;
  readonly kind: 'total' | 'part';
  readonly change: string;
  readonly start: string;
  readonly end: string;
}

export interface Waterfall {
  readonly steps: readonly Step[];
  /** What the parts leave unexplained; "0.0000" when they add up, as they must. */
  readonly rest: string;
}

/** The way from the first total to the last one, part by part in a fixed order, in exact decimals. */
export function waterfall(
  first: { name: string; total: string },
  changes: readonly PartChange[],
  last: { name: string; total: string },
): Waterfall {
  const zero = decimal(0n);
  const byPart = new Map(changes.map(({ part, change }) => [part, change]));
  const steps: Step[] = [{ name: first.name, kind: 'total', change: first.total, start: zero, end: first.total }];
  let level = units(first.total);
  for (const part of PARTS) {
    const change = byPart.get(part) ?? zero;
    const next = level + units(change);
    steps.push({ name: part, kind: 'part', change, start: decimal(level), end: decimal(next) });
    level = next;
  }
  steps.push({ name: last.name, kind: 'total', change: last.total, start: zero, end: last.total });
  return { steps, rest: decimal(units(last.total) - level) };
}
