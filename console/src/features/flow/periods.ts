import { type Day, daysFrom, plusDays } from '@/shared/format/day';

/** From the end of one day to the end of another. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** The span itself and those of the same length before it, oldest first, as far as there are data; one of no length is alone. */
export function spansUpTo({ from, to }: Span, firstDay: Day, most: number): Span[] {
  const length = daysFrom(from, to);
  return Array.from({ length: length === 0 ? 1 : most }, (_, back) => ({
    from: plusDays(from, -back * length),
    to: plusDays(to, -back * length),
  }))
    .filter((span) => span.from >= firstDay)
    .reverse();
}
