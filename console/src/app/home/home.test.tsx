import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { handlers } from '@dev/handlers.ts';
import { problem, stub } from '@dev/stub.ts';
import { servedBy } from '@dev/testServer.ts';
import type { Brand } from '@/shared/scope/brand';
import { App } from '@/app/App';

const server = servedBy(...handlers(stub({ people: 300, scale: 1000, brands: 'several' })));

const open = (address = '/') => {
  window.history.replaceState(null, '', address);
  render(<App />);
};

/** The first brand, told otherwise than the stub does. */
const told = (otherwise: Partial<Brand>) => {
  const { body } = stub({ people: 300, scale: 1000, brands: 'several' }).answer(new URL('http://localhost/api/v1/brands'));
  const [first, ...others] = body as Brand[];
  server.use(http.get('/api/v1/brands', () => HttpResponse.json([{ ...first, ...otherwise }, ...others])));
};

test('a brand with one day of data has the sales of that day, and compares them with nothing', async () => {
  told({ first_day: '2026-11-11', last_day: '2026-11-11' });
  const refusal = problem(400, 'PERIOD_INVALID', 'The period ends before it begins');
  server.use(
    http.get('/api/v1/brands/xicha/sales', ({ request }) => {
      const asked = new URL(request.url).searchParams;
      return String(asked.get('from')) > String(asked.get('to')) ? HttpResponse.json(refusal, { status: 400 }) : undefined;
    }),
  );
  open();
  expect(await screen.findByTestId('net-sales-card-value')).toHaveTextContent(/^¥[1-9]/);
  const card = within(screen.getByTestId('net-sales-card'));
  expect(card.queryByText('vs the period before')).toBeNull();
  expect(card.queryByTestId('problem')).toBeNull();
});

test('a history shorter than the period is shown from its first day when later days are quiet', async () => {
  told({ first_day: '2026-06-20', mostly_until: '2026-06-30' });
  open();
  const quiet = within(await screen.findByTestId('quiet-days'));
  await userEvent.click(quiet.getByRole('button', { name: 'Show the end of 2026-06-30' }));
  expect(screen.queryByTestId('quiet-days')).toBeNull();
  expect(screen.queryByTestId('link-notice')).toBeNull();
  expect(window.location.search).toBe('?from=2026-06-20&to=2026-06-30');
});

test('nothing is offered where the first day is the last that nearly all is known of', async () => {
  told({ first_day: '2026-06-30', mostly_until: '2026-06-30' });
  open();
  expect(within(await screen.findByTestId('quiet-days')).queryByRole('button')).toBeNull();
});

test('a brand whose ladders cannot be read is not said to have no data', async () => {
  told({ ladders: [] });
  open();
  const said = await screen.findByTestId('empty-no-ladder');
  expect(said).toHaveTextContent('No ladder of xicha can be read');
  expect(said).toHaveTextContent('./tidebank doctor --brand xicha');
  expect(screen.queryByTestId('empty-no-data')).toBeNull();
  await userEvent.click(screen.getByTestId('language-switch'));
  expect(said).toHaveTextContent('xicha 没有可用的人群链路');
});

test('ladders that are left out are told with what is wrong, and only then', async () => {
  open();
  await screen.findByTestId('home');
  expect(screen.queryByTestId('ladder-faults')).toBeNull();
  cleanup();
  told({ ladder_faults: ['methods/ladders/ours.yaml:7: stages: P comes twice'] });
  open();
  expect(await screen.findByTestId('ladder-faults')).toHaveTextContent(
    'A ladder is left out: its file is at faultmethods/ladders/ours.yaml:7: stages: P comes twice',
  );
  cleanup();
  told({ ladders: [], ladder_faults: ['methods/ladders/ours.yaml:7: stages: P comes twice'] });
  open();
  expect(await screen.findByTestId('empty-no-ladder')).toHaveTextContent('stages: P comes twice');
});

test('touches that the numbers have not seen are told in both languages, and only then', async () => {
  open();
  await screen.findByTestId('home');
  expect(screen.queryByTestId('not-seen-yet')).toBeNull();
  cleanup();
  told({ fresh: false });
  open();
  expect(await screen.findByTestId('not-seen-yet')).toHaveTextContent(
    'Touches or exchange rates that came since the last refresh are not in the numbers yet',
  );
  await userEvent.click(screen.getByTestId('language-switch'));
  expect(screen.getByTestId('not-seen-yet')).toHaveTextContent('上次刷新之后到达的触点或汇率尚未计入以下数字');
});

test('a value of the day shown with none to compare with blames the day compared', async () => {
  const refusal = problem(409, 'ASSET_HISTORY_MISSING', 'Asset needs a full month, so ask for 2026-10-31 or later');
  server.use(
    http.get('/api/v1/brands/xicha/assets', ({ request }) =>
      request.url.includes('2026-11-20') ? undefined : HttpResponse.json(refusal, { status: 409 }),
    ),
  );
  open();
  for (const part of ['asset-card', 'asset-why']) {
    const alert = await within(await screen.findByTestId(part)).findByTestId('problem');
    expect(alert).toHaveTextContent('No value yet to compare with: 2026-10-21 has too little history');
    expect(alert).toHaveTextContent('The first day with a value is 2026-10-31.');
  }
});

test('a deepen rate of nobody is none', async () => {
  server.use(
    http.get('/api/v1/brands/xicha/flow', () =>
      HttpResponse.json({ brand: 'xicha', as_of: '2026-11-20', columns: ['from_stage', 'to_stage', 'consumers'], rows: [] }),
    ),
  );
  open();
  expect(await screen.findByTestId('deepen-card-value')).toHaveTextContent(/^—$/);
});

test('a link that cannot be shown as it says is told, and corrected, until something else is asked', async () => {
  open('/?ladder=o-7c&from=2026-06-30&to=2026-01-01');
  const told = await screen.findByTestId('link-notice');
  expect(told).toHaveTextContent('This brand has no ladder “o-7c”; shown: AIPL');
  expect(told).toHaveTextContent('2026-06-30 → 2026-01-01: the page needs two days of the data');
  expect(told).toHaveTextContent('shown: 2026-10-21 → 2026-11-20');
  await waitFor(() => {
    expect(window.location.search).toBe('?ladder=aipl&period=30');
  });
  expect(screen.getByTestId('link-notice')).toBeVisible();

  await userEvent.selectOptions(screen.getByTestId('ladder-select'), 'o-5a');
  expect(screen.queryByTestId('link-notice')).toBeNull();
});
