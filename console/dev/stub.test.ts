import { expect, test } from 'vitest';
import { stub } from './stub.ts';

const made = stub({ people: 900, scale: 10, brands: 'several' });

const rows = (question: string): [string, ...unknown[]][] => {
  const { body } = made.answer(new URL(`http://localhost/api/v1/brands/xicha/${question}`));
  return (body as { rows: [string, ...unknown[]][] }).rows;
};

test('the flow leaves each stage with the people who stood there', () => {
  const flow = rows('flow?from=2026-10-21&to=2026-11-20');
  for (const [stage, , consumers] of rows('stages?as_of=2026-10-21')) {
    const left = flow.filter(([from]) => from === stage).reduce((sum, [, , count]) => sum + Number(count), 0);
    expect(left, stage).toBe(consumers);
  }
});

test('the four parts add up to the change of the asset', () => {
  const tenThousandths = (decimal: unknown) => Number(String(decimal).replace('.', ''));
  const total = (day: string) =>
    rows(`assets?as_of=${day}&horizon=12`).reduce((sum, [, , , value]) => sum + tenThousandths(value), 0);
  const parts = rows('assets/change?from=2026-10-21&to=2026-11-20&horizon=12');

  const sum = parts.reduce((whole, [, change]) => whole + tenThousandths(change), 0);
  expect(sum).toBe(total('2026-11-20') - total('2026-10-21'));
});
