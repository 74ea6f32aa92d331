import { useQueries } from '@tanstack/react-query';
import { type Answer, rowsOf } from '@/shared/api/answer';
import { brandPath, requestJson } from '@/shared/api/request';
import { useAnswer } from '@/shared/api/useAnswer';
import type { Scope } from '@/shared/scope/scope';
import type { Span } from './periods';

/** How many consumers went from one stage to another between two days. */
export interface FlowCell {
  readonly from: string;
  readonly to: string;
  readonly consumers: number;
}

export const MOVES = ['new', 'deepened', 'kept', 'shallower', 'lost'] as const;
export type Move = (typeof MOVES)[number];
export type MoveCounts = Readonly<Record<Move, number>>;

const readFlow = (answer: Answer): FlowCell[] =>
  rowsOf(answer, (row) => ({
    from: row.text('from_stage'),
    to: row.text('to_stage'),
    consumers: row.count('consumers'),
  }));

const readMoves = (answer: Answer): MoveCounts => {
  const rows = new Map(rowsOf(answer, (row) => [row.text('move'), row.count('consumers')] as const));
  const count = (move: Move) => rows.get(move) ?? 0;
  return {
    new: count('new'),
    deepened: count('deepened'),
    kept: count('kept'),
    shallower: count('shallower'),
    lost: count('lost'),
  };
};

export const flowPath = ({ brand, ladder }: Scope, { from, to }: Span): string =>
  brandPath(brand.name, 'flow', { from, to, ladder: ladder.name });

export const movesPath = ({ brand, ladder, from, to }: Scope): string =>
  brandPath(brand.name, 'flow/summary', { from, to, ladder: ladder.name });

export const useFlow = (scope: Scope) => useAnswer(flowPath(scope, scope), readFlow);

export const useMoves = (scope: Scope) => useAnswer(movesPath(scope), readMoves);

/** The flows of several spans, in their order. */
export const useFlows = (scope: Scope, spans: readonly Span[]) =>
  useQueries({
    queries: spans.map((span) => ({
      queryKey: [flowPath(scope, span)],
      queryFn: ({ signal }: { signal: AbortSignal }) => requestJson(flowPath(scope, span), signal) as Promise<Answer>,
      select: readFlow,
    })),
  });
