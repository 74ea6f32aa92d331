import type { Ladder } from '@/shared/scope/brand';
import type { FlowCell } from './api';

/** Who ended higher, of those who could. */
export interface Deepening {
  readonly deepened: number;
  readonly couldDeepen: number;
}

/** Counts the consumers who began on a stage below the highest, and those of them who ended higher. */
export function deepening(cells: readonly FlowCell[], ladder: Ladder): Deepening {
  const rank = new Map(ladder.stages.map(({ code }, index) => [code, index]));
  const top = ladder.stages.length - 1;
  let [deepened, couldDeepen] = [0, 0];
  for (const { from, to, consumers } of cells) {
    const start = rank.get(from) ?? top;
    if (start < top) {
      couldDeepen += consumers;
      deepened += (rank.get(to) ?? -1) > start ? consumers : 0;
    }
  }
  return { deepened, couldDeepen };
}

/** Undefined if nobody could: that is no rate, and not one of zero. */
export const deepenRate = ({ deepened, couldDeepen }: Deepening): number | undefined =>
  couldDeepen ? deepened / couldDeepen : undefined;
