import { expect, test } from 'vitest';
import { rowsOf } from './answer';
import { problemOf } from './problem';
import { brandPath } from './request';

const answer = { brand: 'xicha', as_of: '2026-11-20', columns: ['stage', 'consumers'], rows: [['A', 3]] };

test('rows are read by the names of their columns', () => {
  expect(rowsOf(answer, (row) => [row.count('consumers'), row.text('stage')])).toEqual([[3, 'A']]);
});

test('a missing column is named, with those that there are', () => {
  expect(() => rowsOf(answer, (row) => row.text('value'))).toThrow(
    "The answer has no column 'value', only stage, consumers",
  );
});

test('a problem keeps its title, detail and code', async () => {
  const body = { title: 'Not found', detail: "No brand 'x'", code: 'BRAND_NOT_FOUND' };
  expect(await problemOf(Response.json(body, { status: 404 }))).toMatchObject({ ...body, status: 404 });
});

test('an answer that is no problem document still has a code', async () => {
  expect(await problemOf(new Response('<html>', { status: 502 }))).toMatchObject({ code: 'HTTP_502' });
});

test('a brand with a strange name stays one part of the path', () => {
  expect(brandPath('a/b', 'sales', { from: '2026-01-01' })).toBe('/api/v1/brands/a%2Fb/sales?from=2026-01-01');
});
