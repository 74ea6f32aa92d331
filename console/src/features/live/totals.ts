import type { Journal, Live, SourceCounts } from './api';

type Count = 'accepted' | 'duplicates' | 'quarantined' | 'dropped' | 'refused';

export const total = (sources: readonly SourceCounts[], count: Count): number =>
  sources.reduce((sum, source) => sum + source[count], 0);

/** Touches by kind over all sources, the most frequent first. */
export function kindsOf(sources: readonly SourceCounts[]): readonly (readonly [kind: string, touches: number])[] {
  const kinds = new Map<string, number>();
  for (const source of sources) {
    for (const [kind, touches] of Object.entries(source.kinds)) {
      kinds.set(kind, (kinds.get(kind) ?? 0) + touches);
    }
  }
  return [...kinds].sort(([a, one], [b, other]) => other - one || a.localeCompare(b));
}

/** What waits for the lake: events in the journal, and requests before it, of which nobody knows yet how many events are in them. */
export const waitingOf = ({ lag_events, waiting_in_kafka }: Journal): number => lag_events + (waiting_in_kafka ?? 0);

/** Events a second over the last ten whole seconds. */
export function rateOf({ per_second: seconds }: Live): number {
  const last = seconds.slice(-10);
  return last.length === 0 ? 0 : last.reduce((sum, count) => sum + count, 0) / last.length;
}

interface TimeWords {
  readonly minutes: (minutes: number) => string;
  readonly hours: (hours: number) => string;
  readonly days: (days: number) => string;
}

/** A time in whole days; below one in hours, below one in minutes. */
export function wholeTime(seconds: number, words: TimeWords): string {
  const hours = Math.floor(seconds / 3600);
  if (hours < 1) return words.minutes(Math.floor(seconds / 60));
  return hours < 24 ? words.hours(hours) : words.days(Math.floor(hours / 24));
}

/** Whether a source's first event has come, and what became of it. */
export type Arrival = 'waiting' | 'arrived' | 'quarantined' | 'dropped';

export function arrivalOf(sources: readonly SourceCounts[], name: string): Arrival {
  const source = sources.find((one) => one.source === name);
  if (!source) return 'waiting';
  if (source.accepted + source.duplicates > 0) return 'arrived';
  if (source.quarantined > 0) return 'quarantined';
  return source.dropped > 0 ? 'dropped' : 'waiting';
}
