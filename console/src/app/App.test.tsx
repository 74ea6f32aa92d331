import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { handlers } from '@dev/handlers.ts';
import { problem, stub } from '@dev/stub.ts';
import { servedBy } from '@dev/testServer.ts';
import type { Brand } from '@/shared/scope/brand';
import { App } from './App';

const server = servedBy(...handlers(stub({ people: 900, scale: 1000, brands: 'several' })));

const open = (address = '/') => {
  window.history.replaceState(null, '', address);
  render(<App />);
};

test('the page shows the asset, its change and why it changed', async () => {
  open();
  expect(await screen.findByTestId('asset-card-value')).toHaveTextContent(/^¥[\d.]+M$/);
  expect(await screen.findByTestId('asset-change-card-value')).toHaveTextContent(/since 2026-10-21/);
  expect(await screen.findByTestId('asset-why-check')).toHaveAttribute('data-exact', 'true');
  expect(screen.getByTestId('as-of')).toHaveTextContent('Data up to 2026-11-20');
});

test('the ladder shows everyone whom the server counts', async () => {
  open();
  const shown = await screen.findByTestId('ladder-A-consumers');
  const { body } = stub({ people: 900, scale: 1000, brands: 'several' }).answer(
    new URL('http://localhost/api/v1/brands/xicha/stages?as_of=2026-11-20&ladder=aipl'),
  );
  const counted = (body as { rows: [string, string, number, number][] }).rows[0]?.[2] ?? 0;
  expect(shown).toHaveTextContent(counted.toLocaleString('en-US'));
});

test('a number opens to its formula and its source', async () => {
  open();
  await userEvent.click(await screen.findByTestId('reservoir-card-explain'));
  const inside = await screen.findByTestId('reservoir-card-explanation');
  expect(inside).toHaveTextContent('Reservoir ratio = (A + I) : (P + L)');
  expect(within(inside).getByRole('link')).toHaveTextContent('/stages?as_of=2026-11-20&ladder=aipl');

  await userEvent.keyboard('{Escape}');
  expect(screen.getByTestId('reservoir-card-explain')).toHaveFocus();
});

test('Chinese is one click away and is remembered', async () => {
  open();
  await userEvent.click(screen.getByTestId('language-switch'));
  expect(await screen.findByRole('heading', { level: 1, name: '消费者资产' })).toBeVisible();
  expect(await screen.findByText('蓄水购买比')).toBeVisible();
  expect(document.documentElement.lang).toBe('zh-CN');
  expect(localStorage.getItem('tidebank.language')).toBe('zh');
});

test('another ladder has other stages, and the address says so', async () => {
  open();
  await userEvent.selectOptions(await screen.findByTestId('ladder-select'), 'o-5a');
  expect(await screen.findByTestId('ladder-A5')).toHaveTextContent('Advocate');
  expect(window.location.search).toContain('ladder=o-5a');
});

test('the flow can be read as a table', async () => {
  open();
  const flow = await screen.findByTestId('flow');
  await within(flow).findByTestId('flow-moves');
  await userEvent.click(within(flow).getByText('Table'));
  expect(within(flow).getByTestId('flow-P-P')).toHaveTextContent(/\d%/);
});

test('a refusal is shown in the words of the server, with its code', async () => {
  const refusal = problem(409, 'ASSET_HISTORY_SHORT', 'The asset needs 2 full months of stages');
  server.use(http.get('/api/v1/brands/xicha/assets/change', () => HttpResponse.json(refusal, { status: 409 })));
  open();
  const alert = within(await screen.findByTestId('asset-why')).findByTestId('problem');
  expect(await alert).toHaveTextContent('The asset needs 2 full months of stages');
  expect(await alert).toHaveTextContent('ASSET_HISTORY_SHORT');
  expect(await screen.findByTestId('ladder-table')).toBeVisible();
});

test('a browser that is not known is told how to come in', async () => {
  const refusal = problem(401, 'SIGN_IN_NEEDED', 'Show who you are');
  server.use(http.get('/api/v1/brands', () => HttpResponse.json(refusal, { status: 401 })));
  open();
  expect(await screen.findByTestId('problem')).toHaveTextContent('Open the console by a one-time link');
});

test('without values of the asset the ladder still stands', async () => {
  const refusal = problem(409, 'ASSET_HISTORY_SHORT', 'The asset needs 2 full months of stages');
  server.use(http.get('/api/v1/brands/xicha/assets', () => HttpResponse.json(refusal, { status: 409 })));
  open();
  expect(await screen.findByTestId('ladder-L')).toHaveTextContent('Loyal');
  expect(await within(screen.getByTestId('asset-card')).findByTestId('problem')).toHaveTextContent(
    'ASSET_HISTORY_SHORT',
  );
  expect(screen.queryByTestId('ladder-L-value')).toBeNull();
});

test('a brand too young for a value is told when there will be one', async () => {
  const refusal = problem(409, 'ASSET_HISTORY_MISSING', 'Asset needs a full month, so ask for 2026-07-31 or later');
  server.use(http.get('/api/v1/brands/xicha/assets', () => HttpResponse.json(refusal, { status: 409 })));
  open();
  const alert = await within(await screen.findByTestId('asset-card')).findByTestId('problem');
  expect(alert).toHaveTextContent('Too early to tell');
  expect(alert).toHaveTextContent('The first day with a value is 2026-07-31.');
  expect(within(alert).queryByRole('button')).toBeNull();
});

test('without a brand the page says how to make one', async () => {
  server.use(...handlers(stub({ people: 1, scale: 1, brands: 'none' })));
  open();
  expect(await screen.findByTestId('empty-no-brand')).toHaveTextContent('./tidebank init --brand');
});

test('a brand that is not there is said, and not replaced by another', async () => {
  open('/?brand=nope');
  const said = await screen.findByTestId('empty-unknown-brand');
  expect(said).toHaveTextContent('There is no brand “nope” here');
  expect(screen.queryByTestId('asset-card')).toBeNull();
  await userEvent.click(within(said).getByText('harbour-gifts'));
  expect(await screen.findByTestId('asset-card-value')).toHaveTextContent(/^£/);
});

test('an address that is no page says so', async () => {
  open('/nosuchpage');
  expect(await screen.findByTestId('no-page')).toHaveTextContent('There is no such page');
  expect(screen.queryByTestId('asset-card')).toBeNull();
});

test('a live event long after all else is told, with the day that nearly all is known of', async () => {
  const { body } = stub({ people: 900, scale: 1000, brands: 'several' }).answer(
    new URL('http://localhost/api/v1/brands'),
  );
  const [first, ...others] = body as Brand[];
  server.use(
    http.get('/api/v1/brands', () => HttpResponse.json([{ ...first, mostly_until: '2026-06-30' }, ...others])),
  );
  open();
  const told = within(await screen.findByTestId('quiet-days'));
  expect(told.getByText('Next to no touches are known after 2026-06-30')).toBeVisible();
  await userEvent.click(told.getByRole('button'));
  expect(window.location.search).toContain('to=2026-06-30');
  expect(screen.queryByTestId('quiet-days')).toBeNull();
});

test('a comparison across a month end says that the method steps there', async () => {
  open('/?from=2026-06-24&to=2026-06-30');
  expect(await screen.findByTestId('asset-change-step')).toHaveTextContent('at the end of 2026-06-30');
});

test('a brand without data says how to import them', async () => {
  open('/?brand=new-shop');
  expect(await screen.findByTestId('empty-no-data')).toHaveTextContent('./tidebank import FILE... --brand new-shop');
});
