import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { comeBack } from '@dev/comeBack.ts';
import { handlers } from '@dev/handlers.ts';
import { problem, stub } from '@dev/stub.ts';
import { servedBy } from '@dev/testServer.ts';
import { App } from './App';

const server = servedBy(...handlers(stub({ people: 300, scale: 1000, brands: 'several' })));

const open = (address: string) => {
  window.history.replaceState(null, '', address);
  render(<App />);
};

const failing = (path: string) => {
  const failed = problem(500, 'LAKE_FAILED', 'The lake cannot be read');
  server.use(http.get(path, () => HttpResponse.json(failed, { status: 500 })));
};

const FAILED = 'The lake cannot be read';

test('a write key that is shown once stays when brands cannot be asked for again', async () => {
  open('/connect');
  await userEvent.type(await screen.findByTestId('source-name'), 'app{Enter}');
  expect(await screen.findByTestId('write-key')).toHaveTextContent('key-of-app');
  failing('/api/v1/brands');
  await comeBack();
  expect(await screen.findByTestId('problem')).toHaveTextContent(FAILED);
  expect(screen.getByTestId('write-key')).toHaveTextContent('key-of-app');
});

test('numbers stay, below what went wrong, when they cannot be asked for again', async () => {
  open('/');
  const value = async (part: string) => (await screen.findByTestId(`${part}-value`)).textContent;
  const before = await Promise.all(['asset-card', 'net-sales-card'].map(value));
  const sales = within(screen.getByTestId('sales'));
  await sales.findByText('Refund rate');
  failing('/api/v1/brands/xicha/*');
  await comeBack();
  for (const part of ['asset-card', 'net-sales-card', 'sales']) {
    expect(await within(screen.getByTestId(part)).findByTestId('problem')).toHaveTextContent(FAILED);
  }
  expect(await Promise.all(['asset-card', 'net-sales-card'].map(value))).toEqual(before);
  expect(sales.getByText('Refund rate')).toBeVisible();
});

test('costs stay, and what went wrong is said once above the figures of one question', async () => {
  open('/costs');
  const spent = (await screen.findByTestId('spend-card-value')).textContent;
  expect(await screen.findByTestId('cost-cpm-value')).toBeVisible();
  failing('/api/v1/brands/xicha/costs');
  failing('/api/v1/brands/xicha/costs/sums');
  await comeBack();
  expect((await screen.findAllByTestId('problem'))[0]).toHaveTextContent(FAILED);
  expect(screen.getByTestId('spend-card-value')).toHaveTextContent(spent);
  expect(within(screen.getByTestId('cost-cpm')).queryByTestId('problem')).toBeNull();
});
