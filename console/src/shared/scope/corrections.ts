import type { Scope } from './scope';

/** Something that an address asks for and the page cannot show. */
export interface Correction {
  readonly of: 'ladder' | 'horizon' | 'days' | 'period';
  readonly asked: string;
}

/** What the page shows otherwise than its address says. */
export function corrections(query: URLSearchParams, scope: Scope): Correction[] {
  const asked = (key: string) => query.get(key) ?? '';
  const wrong = (of: Correction['of'], wanted: string, shown: string): Correction[] =>
    wanted && wanted !== shown ? [{ of, asked: wanted }] : [];
  const days = [asked('from'), asked('to')];
  return [
    ...wrong('ladder', asked('ladder'), scope.ladder.name),
    ...wrong('horizon', asked('horizon'), scope.horizon),
    ...(scope.period === 'custom'
      ? []
      : days.some(Boolean)
        ? [{ of: 'days', asked: days.map((day) => day || '…').join(' → ') } as const]
        : wrong('period', asked('period'), scope.period)),
  ];
}

/** What to change in the address so that it says what is shown. */
export function correctedQuery({ ladder, horizon, period }: Scope, wrong: readonly Correction[]) {
  const lies = (...of: readonly Correction['of'][]) => wrong.some((each) => of.includes(each.of));
  return {
    ...(lies('ladder') && { ladder: ladder.name }),
    ...(lies('horizon') && { horizon }),
    ...(lies('days', 'period') && { from: undefined, to: undefined, period }),
  };
}
