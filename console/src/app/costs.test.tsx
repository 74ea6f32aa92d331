import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeAll, expect, test } from 'vitest';
import { handlers } from '@dev/handlers.ts';
import { problem, stub } from '@dev/stub.ts';
import { servedBy } from '@dev/testServer.ts';
import { App } from './App';

const server = servedBy(...handlers(stub({ people: 100, scale: 10, brands: 'several' })));

const PATIENCE = 60_000;

beforeAll(async () => {
  // No test waits for the page to be loaded the first time.
  await Promise.all([import('./costs/CostsPage'), import('@/features/costs/BehindDrawer')]);
}, PATIENCE);

const open = (address = '/costs') => {
  window.history.replaceState(null, '', address);
  render(<App />);
};

test('the page shows what was spent, its change, and what no rate is known for', async () => {
  open();
  expect(await screen.findByTestId('spend-card-value')).toHaveTextContent(/^¥[\d.]+K$/);
  expect(screen.getByTestId('spend-change')).toHaveTextContent(/vs the period before ¥/);
  expect(screen.getByTestId('cost-unrated')).toHaveTextContent('In no sum, since no rate is known: JPY 40,000');
  expect(screen.getByTestId('cost-unrated')).toHaveTextContent('Counted at the rate of each day: USD 1,500.00');
  expect(await screen.findByTestId('cost-cpm')).toHaveTextContent(/over \d+\.\d% of the spend/);
  expect(await screen.findByTestId('touchpoint-feed_ad.douyin')).toHaveTextContent('%');
});

test('a row opens to the reports and the costs behind it, and Escape closes it', async () => {
  open();
  const row = await screen.findByTestId('spend-row-double-11');
  const name = within(row).getByRole('button');
  await userEvent.click(name);

  const reports = await screen.findAllByTestId('behind-report');
  expect(reports[0]).toHaveTextContent('baidu-ads.csv');
  expect(await screen.findAllByTestId('behind-cost')).toHaveLength(34);
  expect(screen.getByTestId('behind')).toHaveTextContent('costs/reports?from=2026-10-22&to=2026-11-20&of=play:double-11');

  await userEvent.keyboard('{Escape}');
  expect(screen.queryByTestId('behind')).toBeNull();
  expect(name).toHaveFocus();
});

test('many costs come page by page', async () => {
  open('/costs?period=90');
  await userEvent.click(await screen.findByTestId('spend-open'));
  expect(await screen.findAllByTestId('behind-cost')).toHaveLength(50);
  await userEvent.click(screen.getByText('Show more'));
  expect((await screen.findAllByTestId('behind-cost')).length).toBeGreaterThan(50);
});

test('the table is cut and sorted otherwise, and the address keeps the cut', async () => {
  open();
  await screen.findByTestId('spend-rows');
  await userEvent.click(within(screen.getByTestId('spend-cut')).getByText('Touchpoint'));
  expect(window.location.search).toContain('by=touchpoint');
  expect(await screen.findByTestId('spend-row-affiliate.creators')).toHaveTextContent('—');
  await userEvent.click(await screen.findByTestId('sort-name'));
  const names = screen.getAllByTestId(/^spend-row-/).map((row) => row.dataset['testid']);
  expect(names[0]).toBe('spend-row-affiliate.creators');
  expect(screen.getByRole('columnheader', { name: /Touchpoint/ })).toHaveAttribute('aria-sort', 'ascending');
});

test('a brand without costs is told how to bring them in', async () => {
  open('/costs?brand=harbour-gifts');
  expect(await screen.findByTestId('no-costs')).toHaveTextContent('--preset ad-spend --brand harbour-gifts');
  expect(screen.getByTestId('no-costs')).toHaveTextContent('/api/v1/brands/harbour-gifts/costs');
  await userEvent.click(screen.getByText('Guide: what ads cost'));
  expect(await screen.findByRole('heading', { level: 1, name: 'What ads cost' })).toBeVisible();
  expect(screen.getByTestId('guide')).not.toHaveTextContent('# What ads cost');
  expect(within(screen.getByTestId('guide')).getByRole('columnheader', { name: 'column' })).toBeVisible();
});

test('what the server cannot answer is said in its own words', async () => {
  const failed = problem(409, 'LAKE_FAILED', 'Costs cannot be read');
  server.use(http.get('/api/v1/brands/xicha/costs/sums', () => HttpResponse.json(failed, { status: 409 })));
  open();
  expect((await screen.findAllByTestId('problem'))[0]).toHaveTextContent('Costs cannot be read');
});

test('in Chinese the page is Chinese', async () => {
  open();
  await userEvent.click(screen.getByTestId('language-switch'));
  expect(await screen.findByRole('heading', { level: 1, name: '投放花费' })).toBeVisible();
  expect(await screen.findByTestId('cost-unrated')).toHaveTextContent('缺少汇率');
  expect(await screen.findByTestId('spend-row-')).toHaveTextContent('未归营销计划');
});
