import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { brandPath, postJson, type Query, requestJson } from '@/shared/api/request';

const EVERY_SECOND = 1000;

export interface Journal {
  readonly lag_events: number;
  readonly lag_bytes: number;
  readonly lag_seconds: number;
  /** Requests that wait in Kafka; null where the journal is the home's own. */
  readonly waiting_in_kafka?: number | null;
  readonly lag_limit: number;
  readonly free_disk: number;
  readonly free_disk_limit: number;
  readonly memory?: Memory;
  readonly last_commit?: string | null;
  readonly problem?: string | null;
}

/** How far back accepted events are known: by the ids of their messages, and of what they tell of, such as orders. */
export interface Memory {
  readonly messages_seconds: number;
  readonly messages_too_short: boolean;
  readonly things_seconds: number;
  readonly things_too_short: boolean;
}

/** What sources may send, and what the journal takes on; sizes in bytes. */
export interface Limits {
  readonly event_bytes: number;
  readonly batch_bytes: number;
  readonly batch_events: number;
  /** Of one source; null for as many as come. */
  readonly events_per_second: number | null;
  readonly journal: {
    readonly batch_bytes: number;
    readonly lag_bytes: number;
    readonly free_disk: number;
    readonly memory_days: number;
    readonly memory_bytes: number;
  };
}

export interface SourceCounts {
  readonly source: string;
  readonly enabled: boolean;
  readonly accepted: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly dropped: number;
  readonly refused: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly last_at?: string | null;
}

/** Requests of which nothing was taken, for one reason. */
export interface Refusal {
  /** Null where nobody knows whose they were. */
  readonly source?: string | null;
  readonly code: string;
  readonly requests: number;
}

/** Where sources send to. */
export interface Collector {
  /** The server's public address; null if it was not told one. */
  readonly url?: string | null;
  /** Whether other machines may reach it. */
  readonly from_elsewhere: boolean;
}

/** How live collection stands; counts are since the server's start. */
export interface Live {
  readonly at: string;
  readonly collector?: Collector;
  /** Null until the brand has a source. */
  readonly journal: Journal | null;
  readonly limits?: Limits | null;
  readonly sources: readonly SourceCounts[];
  readonly per_second: readonly number[];
  readonly refusals?: readonly Refusal[];
}

export const FATES = ['accepted', 'duplicate', 'quarantined', 'dropped'] as const;
export type Fate = (typeof FATES)[number];

export interface LiveEvent {
  readonly number: number;
  readonly at: string;
  readonly source: string;
  readonly name: string | null;
  readonly kind: string | null;
  readonly touches: number;
  readonly fate: Fate;
  readonly reason: string;
  /** What of the event is wrong, and the code of the reason. */
  readonly field?: string;
  readonly fault?: string | null;
}

export interface Source {
  readonly name: string;
  readonly enabled: boolean;
  readonly created_at: string;
}

/** Seen once, when it is made. */
export interface SourceKey {
  readonly source: string;
  readonly write_key: string;
}

export type FeedState = 'idle' | 'running' | 'waiting' | 'fault' | 'paused' | 'invalid';

/** What is fetched from elsewhere; counts are since the server's start. */
export interface Feed {
  readonly name: string;
  readonly kind: string;
  readonly source: string;
  readonly state: FeedState;
  readonly read: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly dropped: number;
  readonly faults: number;
  /** Null if nobody can say. */
  readonly waiting: number | null;
  readonly last_at?: string | null;
  readonly fault?: string | null;
}

export const livePath = (brand: string): string => brandPath(brand, 'live', {});

export const useLive = (brand: string) => useWatched<Live>(livePath(brand));

export const useFeeds = (brand: string) => useWatched<readonly Feed[]>(brandPath(brand, 'feeds', {}));

export function useLiveEvents(brand: string, source: string) {
  const query: Query = source ? { source } : {};
  return useWatched<readonly LiveEvent[]>(brandPath(brand, 'live/events', query));
}

function useWatched<T>(path: string) {
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => requestJson(path, signal) as Promise<T>,
    refetchInterval: EVERY_SECOND,
    staleTime: 0,
  });
}

const sourcesPath = (brand: string): string => brandPath(brand, 'sources', {});

export function useSources(brand: string) {
  const path = sourcesPath(brand);
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => requestJson(path, signal) as Promise<readonly Source[]>,
  });
}

export const useCreateSource = (brand: string) =>
  useSourceChange((source: string) => postJson(sourcesPath(brand), { source }) as Promise<SourceKey>, brand);

export const useRotateKey = (brand: string) =>
  useSourceChange(
    ({ source, oldKeysWork }: { source: string; oldKeysWork: string }) =>
      postJson(`${sourcesPath(brand)}/${encodeURIComponent(source)}/rotate`, {
        old_keys_work: oldKeysWork,
      }) as Promise<SourceKey>,
    brand,
  );

export const useSwitchSource = (brand: string) =>
  useSourceChange(
    ({ name, enabled }: Source) =>
      postJson(`${sourcesPath(brand)}/${encodeURIComponent(name)}/${enabled ? 'disable' : 'enable'}`, {}),
    brand,
  );

function useSourceChange<Wanted, Made>(change: (wanted: Wanted) => Promise<Made>, brand: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: [sourcesPath(brand)] }),
  });
}
