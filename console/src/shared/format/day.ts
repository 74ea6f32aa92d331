/** Calendar days as ISO text (2026-11-20), in the brand's own zone; no clock is involved. */
export type Day = string;

const MILLIS = 86_400_000;

const millis = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

export const isDay = (text: string | null): text is Day =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(millis(text)) && plusDays(text, 0) === text;

export const plusDays = (day: Day, days: number): Day =>
  new Date(millis(day) + days * MILLIS).toISOString().slice(0, 10);

export const daysFrom = (from: Day, to: Day): number => Math.round((millis(to) - millis(from)) / MILLIS);

export const earlier = (one: Day, other: Day): Day => (one < other ? one : other);

export const later = (one: Day, other: Day): Day => (one > other ? one : other);

/** The latest last day of a month that is after one day and not after another. */
export function monthEndIn(after: Day, until: Day): Day | undefined {
  const next = plusDays(until, 1);
  const end = next.endsWith('-01') ? until : plusDays(`${next.slice(0, 8)}01`, -1);
  return end > after ? end : undefined;
}

/** Every day from the first to the last, both included. */
export const eachDay = (from: Day, to: Day): Day[] =>
  Array.from({ length: Math.max(0, daysFrom(from, to) + 1) }, (_, index) => plusDays(from, index));
