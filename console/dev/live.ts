/** Live collection of a made-up brand: two sources that send, and those that are made while the stub runs. */
export class LiveStub {
  private readonly made = new Map<string, { looks: number; enabled: boolean }>([
    ['web-shop', { looks: 0, enabled: true }],
    ['till', { looks: 0, enabled: true }],
  ]);

  answer(question: string, query: URLSearchParams): unknown {
    switch (question) {
      case 'sources':
        return [...this.made].map(([name, { enabled }]) => ({ name, enabled, created_at: '2026-11-20T01:00:00Z' }));
      case 'live':
        return this.status();
      case 'feeds':
        return FEEDS;
      case 'live/events':
        return this.events(query.get('source'));
      default:
        return undefined;
    }
  }

  /** Makes a source, switches one, or gives it another key. */
  change(question: string, body: unknown): unknown {
    const [, name = '', change = ''] = question.split('/');
    const source = this.made.get(decodeURIComponent(name));
    if (!source) {
      const { source: made } = body as { source: string };
      this.made.set(made, { looks: 0, enabled: true });
      return { source: made, write_key: `key-of-${made}` };
    }
    if (change === 'rotate') return { source: name, write_key: `next-key-of-${name}` };
    source.enabled = change === 'enable';
    return { name, enabled: source.enabled, created_at: '2026-11-20T01:00:00Z' };
  }

  private status(): unknown {
    return {
      brand: 'xicha',
      at: '2026-11-21T04:00:00Z',
      collector: { url: null, from_elsewhere: false },
      journal: {
        lag_events: 12,
        lag_bytes: 4096,
        lag_seconds: 0.8,
        lag_limit: 4 * 2 ** 30,
        free_disk: 41 * 2 ** 30,
        free_disk_limit: 2 * 2 ** 30,
        last_commit: '2026-11-21T03:59:59Z',
        problem: null,
      },
      limits: {
        event_bytes: 32 * 2 ** 10,
        batch_bytes: 500 * 2 ** 10,
        batch_events: 2500,
        depth: 64,
        past_days: 3650,
        future_hours: 24,
        webhook_bytes: 4 * 2 ** 20,
        events_per_second: null,
        journal: {
          batch_bytes: 16 * 2 ** 20,
          waiting_requests: 4096,
          waiting_bytes: 64 * 2 ** 20,
          lag_bytes: 4 * 2 ** 30,
          free_disk: 2 * 2 ** 30,
          memory_days: 30,
          memory_bytes: 2 * 2 ** 30,
        },
      },
      sources: [...this.made].map(([source, state], index) => ({
        source,
        enabled: state.enabled,
        ...(index < 2 ? BUSY : (state.looks += 1) > 1 ? FIRST : QUIET),
      })),
      per_second: Array.from({ length: 60 }, (_, second) => 20 + ((second * 7) % 13)),
    };
  }

  private events(source: string | null): unknown {
    return [...this.made.keys()]
      .flatMap((name) => EVENTS.map((event) => ({ ...event, source: name })))
      .map((event, index) => ({ ...event, number: index + 1, at: `2026-11-21T03:59:${String(10 + index)}Z` }))
      .filter((event) => source === null || event.source === source);
  }
}

const QUIET = { accepted: 0, duplicates: 0, quarantined: 0, dropped: 0, refused: 0, kinds: {}, last_at: null };
const FIRST = { ...QUIET, accepted: 1, kinds: { view: 1 }, last_at: '2026-11-21T03:59:59Z' };
const BUSY = {
  accepted: 1200,
  duplicates: 3,
  quarantined: 1,
  dropped: 0,
  refused: 0,
  kinds: { view: 900, cart: 80, order: 12 },
  last_at: '2026-11-21T03:59:58Z',
};
const FEED = { accepted: 0, duplicates: 0, quarantined: 0, dropped: 0, faults: 0, read: 0, waiting: 0, last_at: null, fault: null };
const FEEDS = [
  {
    ...FEED,
    name: 'pos-orders',
    kind: 'kafka',
    source: 'till',
    state: 'running',
    read: 5230,
    accepted: 5196,
    duplicates: 29,
    quarantined: 1,
    dropped: 4,
    waiting: 12,
    last_at: '2026-11-21T03:59:58Z',
  },
  {
    ...FEED,
    name: 'app-events',
    kind: 'kafka',
    source: 'web-shop',
    state: 'fault',
    waiting: null,
    fault: "FEED_UNREACHABLE: Kafka does not answer feed 'app-events'",
  },
];
const EVENTS = [
  { name: 'Product Viewed', kind: 'view', touches: 1, fate: 'accepted', reason: '' },
  { name: 'Order Completed', kind: 'order', touches: 3, fate: 'accepted', reason: '' },
  { name: 'Order Completed', kind: 'order', touches: 3, fate: 'duplicate', reason: '' },
  { name: null, kind: null, touches: 0, fate: 'quarantined', reason: 'revenue is no number', field: 'revenue', fault: 'BAD_NUMBER' },
];
