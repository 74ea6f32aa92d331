import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bytes, dayOf, limitSize, perSecond, timeOf } from './amounts';
import type { Journal, SourceCounts } from './api';
import { connectText } from './connectText';
import { reasonOf } from './reasons';
import { hints, snippet, type Way, WAY_NAMES, WAYS } from './snippets';
import { isSourceName } from './sourceName';
import { liveText } from './text';
import { arrivalOf, kindsOf, rateOf, total, waitingOf, wholeTime } from './totals';

const sibling = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

const counts = (source: string, over: Partial<SourceCounts>): SourceCounts => ({
  source,
  enabled: true,
  accepted: 0,
  duplicates: 0,
  quarantined: 0,
  dropped: 0,
  refused: 0,
  kinds: {},
  ...over,
});

test('counts and kinds add up over the sources, the most frequent kind first', () => {
  const sources = [counts('web', { accepted: 3, kinds: { view: 2, cart: 1 } }), counts('till', { accepted: 4, kinds: { cart: 4 } })];
  expect(total(sources, 'accepted')).toBe(7);
  expect(kindsOf(sources)).toEqual([
    ['cart', 5],
    ['view', 2],
  ]);
});

test('the rate is that of the last ten whole seconds', () => {
  const live = { at: '', journal: null, sources: [] };
  expect(rateOf({ ...live, per_second: [900, ...Array<number>(10).fill(4)] })).toBe(4);
  expect(rateOf({ ...live, per_second: [] })).toBe(0);
});

test('what waits in Kafka waits for the lake, too', () => {
  const journal: Journal = { lag_events: 3, lag_bytes: 0, lag_seconds: 0, lag_limit: 9, free_disk: 9, free_disk_limit: 1 };
  expect(waitingOf(journal)).toBe(3);
  expect(waitingOf({ ...journal, waiting_in_kafka: null })).toBe(3);
  expect(waitingOf({ ...journal, waiting_in_kafka: 1_000_000 })).toBe(1_000_003);
  expect(liveText.en.inKafka(1, '1')).toBe('1 request of it in Kafka');
  expect(liveText.en.inKafka(1_000_000, '1M')).toBe('1M requests of it in Kafka');
});

test('a time is told in whole days, and in hours below one', () => {
  expect(wholeTime(3_599, liveText.en)).toBe('59 min');
  expect(wholeTime(86_399, liveText.en)).toBe('23 h');
  expect(wholeTime(6.9 * 86_400, liveText.en)).toBe('6 d');
  expect(wholeTime(6 * 86_400, liveText.zh)).toBe('6 天');
});

test('a source turns green with its first event, and not with that of another', () => {
  expect(arrivalOf([counts('web', { accepted: 5 })], 'till')).toBe('waiting');
  expect(arrivalOf([counts('till', {})], 'till')).toBe('waiting');
  expect(arrivalOf([counts('till', { quarantined: 1 })], 'till')).toBe('quarantined');
  expect(arrivalOf([counts('till', { quarantined: 1, accepted: 1 })], 'till')).toBe('arrived');
  expect(arrivalOf([counts('till', { dropped: 1 })], 'till')).toBe('dropped');
  expect(arrivalOf([counts('till', { dropped: 1, quarantined: 1 })], 'till')).toBe('quarantined');
  expect(arrivalOf([counts('till', { dropped: 1, accepted: 1 })], 'till')).toBe('arrived');
});

const ways = Object.keys(WAY_NAMES) as Way[];

test('every way stands in one place', () => {
  expect(Object.values(WAYS).flat().sort()).toEqual([...ways].sort());
});

test('every snippet has the key and the address, and nothing is left to fill in', () => {
  for (const way of ways) {
    const code = snippet(way, { server: 'https://collect.example', key: 'k3y', currency: 'GBP' });
    expect(code).toContain('k3y');
    expect(code).toContain('collect.example');
    expect(code).not.toMatch(/\{(server|host|key|currency)\}/);
  }
});

test('apps are given the host without a scheme, and the path that they do not add', () => {
  for (const way of WAYS.app) {
    const code = snippet(way, { server: 'https://collect.example:8443', key: 'k3y', currency: 'GBP' });
    expect(code).toMatch(/apiHost\W+"collect\.example:8443\/v1"/);
    expect(code).toMatch(/cdnHost\W+"collect\.example:8443\/v1"/);
    expect(code).not.toContain('https://collect');
  }
});

test("RudderStack's SDK for browsers asks this server for its settings, too", () => {
  const code = snippet('rudderBrowser', { server: 'https://collect.example', key: 'k3y', currency: 'GBP' });
  expect(code).toContain("load('k3y', 'https://collect.example', { configUrl: 'https://collect.example' })");
});

test('what is tried out brings no money, and none of another currency', () => {
  for (const way of ways) {
    const code = snippet(way, { server: 's', key: 'k', currency: 'GBP' });
    expect(code).toMatch(/Product( |%20)Viewed/);
    expect(code).not.toMatch(/Order|revenue|CNY/);
    if (code.includes('price')) expect(code).toContain('GBP');
  }
});

test.each([
  ['web-shop', true],
  ['门店1_杭州.湖滨', true],
  ['9'.repeat(64), true],
  ['9'.repeat(65), false],
  ['web shop', false],
  ['-shop', false],
  ['a/b', false],
  ['', false],
])('whether "%s" is a name of a source: %s', (name, valid) => {
  expect(isSourceName(name)).toBe(valid);
});

test('the rule of names is that of the server', () => {
  expect(sibling('../../../../engine/src/main/java/io/tidebank/collect/source/Sources.java')).toContain(
    String.raw`Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}")`,
  );
});

test('a reason in Chinese is Chinese throughout, with blanks beside Latin letters alone', () => {
  const event = { number: 1, at: '', source: 'web', name: null, kind: null, touches: 0, fate: 'quarantined', reason: 'x' } as const;
  const said = (field: string, fault: string) => reasonOf({ ...event, field, fault }, 'zh');
  expect(said('userId or anonymousId', 'MISSING_VALUE')).toBe('userId 或 anonymousId 为空，但必须填写');
  expect(said('the event', 'WRONG_TYPE')).toBe('事件数据类型不对');
  expect(said('the request', 'NOT_JSON')).toBe('请求不是 JSON 对象');
  expect(said('金额', 'BAD_NUMBER')).toBe('金额不是数字');
  expect(said('revenue', 'BAD_NUMBER')).toBe('revenue 不是数字');
  expect(said('', 'NO_CONSENT')).toBe('未获本人同意');
  expect(said('the event', 'BEYOND_MEASURE')).toBe('事件嵌套过深，或名称、数字过长');
  expect(connectText.zh.arrivedDetail('下单', '浏览商品')).toBe('「下单」已成为「浏览商品」类型的触点。');
});

test('what is put aside has one Chinese name, and not that of what waits', () => {
  expect([liveText.zh.quarantined, liveText.zh.fates.quarantined]).toEqual(['已隔离', '已隔离']);
  expect(connectText.zh.quarantined).toContain('已隔离');
});

test('only who has the console from this machine is told that the server listens there alone, and only if it does', () => {
  for (const here of ['localhost', 'tidebank.localhost', '127.0.0.1', '[::1]']) {
    expect(hints('web', here, false)).toEqual(['codeHint', 'local']);
    expect(hints('web', here, true)).toEqual(['codeHint']);
  }
  expect(hints('web', 'bank.example.com', false)).toEqual(['codeHint']);
  expect(hints('app', 'localhost.example.com', false)).toEqual(['codeHint', 'overTls']);
});

test('the guide shows the snippet that the console shows', () => {
  const guide = sibling('../../../../docs/guides/live-sources.md');
  expect(guide).toContain(snippet('page', { server: 'SERVER', key: 'KEY', currency: 'CNY' }));
});

test('amounts are short, and times are those of the brand', () => {
  expect([bytes(0), bytes(1536), bytes(41 * 2 ** 30), bytes(250 * 2 ** 20)]).toEqual(['0 B', '1.5 kB', '41.0 GB', '250 MB']);
  expect([limitSize(500 * 2 ** 10), limitSize(1536 * 2 ** 20), limitSize(2 ** 31)]).toEqual(['500 kB', '1,536 MB', '2 GB']);
  expect([perSecond(0.36, 'en'), perSecond(3400.4, 'en')]).toEqual(['0.4', '3,400']);
  expect(timeOf('2026-11-21T16:30:05Z', '2026-11-21T16:31:00Z', 'Asia/Shanghai', 'en')).toBe('00:30:05');
  expect(timeOf('2026-11-21T15:30:05Z', '2026-11-21T16:31:00Z', 'Asia/Shanghai', 'en')).toContain('23:30:05');
  expect(timeOf('2026-11-21T15:30:05Z', '2026-11-21T16:31:00Z', 'Asia/Shanghai', 'en')).toContain('21');
  expect(dayOf('2026-11-21T16:30:05Z', 'Asia/Shanghai')).toBe('2026-11-22');
});
