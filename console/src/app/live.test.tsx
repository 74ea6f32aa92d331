import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import { handlers } from '@dev/handlers.ts';
import { problem, stub } from '@dev/stub.ts';
import { servedBy } from '@dev/testServer.ts';
import { App } from './App';

const server = servedBy();

const open = (address: string) => {
  server.use(...handlers(stub({ people: 300, scale: 10, brands: 'several' })));
  window.history.replaceState(null, '', address);
  render(<App />);
};

test('the live page shows what came, by source and by kind, and what became of each event', async () => {
  open('/live');
  expect(await screen.findByTestId('live-accepted-value')).toHaveTextContent('2,400');
  expect(await screen.findByTestId('live-source-till')).toHaveTextContent('1,200');
  expect(screen.getByTestId('live-kinds')).toHaveTextContent('view1,800');
  expect(screen.getByTestId('live-disk')).toHaveTextContent('41.0 GB');
  expect(screen.getByTestId('live-limits')).toHaveTextContent(
    'Limits · 32 kB an event · 500 kB and 2,500 events a batch · any number of events a second · 4 GB may wait for the lake, 2 GB of disk stay free · ids known for 30 days',
  );
  const events = await screen.findAllByTestId('live-event');
  expect(events).toHaveLength(8);
  expect(events[0]).toHaveTextContent('revenue is no number');

  expect(await screen.findByTestId('live-feed-pos-orders')).toHaveTextContent('running5,2305,1962914012');
  expect(screen.getByTestId('live-feed-app-events')).toHaveTextContent('FEED_UNREACHABLE');

  await userEvent.selectOptions(screen.getByTestId('live-events-source'), 'web-shop');
  expect(await screen.findAllByTestId('live-event')).toHaveLength(4);
});

test('in Chinese kinds and reasons are Chinese, too', async () => {
  open('/live');
  await userEvent.click(screen.getByTestId('language-switch'));
  expect(await screen.findByTestId('live-kinds')).toHaveTextContent('浏览商品1,800');
  expect(screen.getByTestId('live-limits')).toHaveTextContent('限额 · 单个事件 32 kB · 每批 500 kB、2,500 个事件 · 每秒事件数不限');
  const events = await screen.findAllByTestId('live-event');
  expect(events[0]).toHaveTextContent('revenue 不是数字');
  await userEvent.click(screen.getByTestId('language-switch'));
});

test('the wizard shows a key, fills it in, and turns green when the first event is there', async () => {
  open('/connect');
  await userEvent.type(await screen.findByTestId('source-name'), 'app');
  await userEvent.click(screen.getByTestId('source-create'));

  expect(await screen.findByTestId('write-key')).toHaveTextContent('key-of-app');
  await userEvent.click(within(await screen.findByTestId('places')).getByText('App'));
  expect(screen.getByTestId('snippet')).toHaveTextContent('apiHost = "localhost:3000/v1"');
  await userEvent.click(within(screen.getByTestId('ways')).getByText('Swift (iOS)'));
  expect(screen.getByTestId('snippet')).toHaveTextContent('.apiHost("localhost:3000/v1")');
  await userEvent.click(within(screen.getByTestId('places')).getByText('Other'));
  await userEvent.click(within(screen.getByTestId('ways')).getByText('curl'));
  expect(screen.getByTestId('snippet')).toHaveTextContent("curl -u 'key-of-app:' http://localhost:3000/v1/track");
  expect(await screen.findByText('The first event is here')).toBeVisible();
  expect(screen.getByTestId('arrival')).toHaveAttribute('data-arrival', 'arrived');
  expect(await screen.findByTestId('key-app')).toHaveTextContent('active');
});

test('a first event that is dropped is told with the reason, in both languages', async () => {
  open('/connect');
  const counts = { accepted: 0, duplicates: 0, quarantined: 0, dropped: 1, refused: 0, kinds: {}, enabled: true };
  const event = { number: 1, at: '2026-11-21T04:00:00Z', source: 'app', name: 'Product Viewed', kind: null, touches: 0 };
  const why = { fate: 'dropped', reason: "comes without the person's consent", field: '', fault: 'NO_CONSENT' };
  server.use(
    http.get('/api/v1/brands/xicha/live', () =>
      HttpResponse.json({ at: event.at, journal: null, sources: [{ source: 'app', ...counts }], per_second: [] }),
    ),
    http.get('/api/v1/brands/xicha/live/events', () => HttpResponse.json([{ ...event, ...why }])),
  );
  await userEvent.type(await screen.findByTestId('source-name'), 'app{Enter}');
  expect(await screen.findByText("Product Viewed comes without the person's consent.")).toBeVisible();
  expect(screen.getByText('Something came and was dropped')).toBeVisible();
  expect(screen.getByTestId('arrival')).toHaveAttribute('data-arrival', 'dropped');
  await userEvent.click(screen.getByTestId('language-switch'));
  expect(screen.getByTestId('arrival')).toHaveTextContent('收到了事件，但已丢弃「Product Viewed」未获本人同意。');
});
test('a server that is reached elsewhere fills in its public address, and is not said to listen here alone', async () => {
  open('/connect');
  const collector = { url: 'https://bank.example.com', from_elsewhere: true };
  server.use(
    http.get('/api/v1/brands/xicha/live', () =>
      HttpResponse.json({ at: '2026-11-21T04:00:00Z', collector, journal: null, sources: [], per_second: [] }),
    ),
  );
  await userEvent.type(await screen.findByTestId('source-name'), 'app{Enter}');
  await userEvent.click(within(await screen.findByTestId('places')).getByText('App'));
  expect(screen.getByTestId('snippet')).toHaveTextContent('apiHost = "bank.example.com/v1"');
  expect(screen.queryByText(/This server listens on this machine alone/)).toBeNull();
  await userEvent.click(screen.getByTestId('language-switch'));
  expect(screen.getByText(/已填好密钥与本服务器地址/)).toBeVisible();
  expect(screen.queryByText(/本服务器只监听本机/)).toBeNull();
  await userEvent.click(screen.getByTestId('language-switch'));
});

test('the snippet is selected where nothing can be copied', async () => {
  open('/connect');
  await userEvent.type(await screen.findByTestId('source-name'), 'app{Enter}');
  const snippet = await screen.findByTestId('snippet');
  vi.stubGlobal('navigator', Object.create(navigator, { clipboard: { value: undefined } }));
  fireEvent.click(within(snippet.parentElement ?? snippet).getByRole('button', { name: 'Copy' }));
  expect(await screen.findByRole('button', { name: 'Selected: copy it by hand' })).toBeVisible();
  expect(window.getSelection()?.toString()).toBe(snippet.textContent);
  vi.unstubAllGlobals();
});

test('a name that cannot be is not sent, and its rule is told in the language of the page', async () => {
  const sent: unknown[] = [];
  open('/connect');
  server.use(
    http.post('/api/v1/brands/xicha/sources', ({ request }) => {
      sent.push(request.url);
    }),
  );
  await userEvent.click(await screen.findByTestId('language-switch'));
  await userEvent.type(await screen.findByTestId('source-name'), '我的 商城!{Enter}');
  expect(screen.getByTestId('source-name-hint')).toHaveTextContent('名称不可用。最多 64 个字符：文字、数字、点、横线、下划线');
  expect(screen.getByTestId('source-create')).toBeDisabled();
  expect(sent).toEqual([]);

  await userEvent.clear(screen.getByTestId('source-name'));
  await userEvent.type(screen.getByTestId('source-name'), '我的商城');
  expect(screen.getByTestId('source-name-hint')).not.toHaveTextContent('名称不可用');
  expect(screen.getByTestId('source-create')).toBeEnabled();
});

test('the snippet has the currency of the brand', async () => {
  open('/connect?brand=harbour-gifts');
  await userEvent.type(await screen.findByTestId('source-name'), 'app{Enter}');
  expect(await screen.findByTestId('snippet')).toHaveTextContent("currency: 'GBP'");
});

test('a name that is taken is refused in the language of the page', async () => {
  open('/connect');
  const taken = problem(409, 'SOURCE_EXISTS', "Brand 'xicha' has a source 'till' already");
  server.use(http.post('/api/v1/brands/xicha/sources', () => HttpResponse.json(taken, { status: 409 })));
  await userEvent.type(await screen.findByTestId('source-name'), 'till{Enter}');
  expect(await screen.findByTestId('problem')).toHaveTextContent('The brand has a source of this name already');
  await userEvent.click(screen.getByTestId('language-switch'));
  expect(screen.getByTestId('problem')).toHaveTextContent('该品牌已有同名数据源');
  expect(screen.getByTestId('problem')).toHaveTextContent('SOURCE_EXISTS');
  expect(screen.getByTestId('problem')).not.toHaveTextContent('already');
});

test('a source is switched off, and given another key that is shown', async () => {
  open('/connect');
  const row = within(await screen.findByTestId('key-till'));
  await userEvent.click(row.getByText('Disable'));
  expect(await row.findByText('refused')).toBeVisible();
  await userEvent.click(row.getByText('New key'));
  await userEvent.click(await screen.findByText('Make it'));
  expect(await screen.findByTestId('new-key')).toHaveTextContent('next-key-of-till');
});
