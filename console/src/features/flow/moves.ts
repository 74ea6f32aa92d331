import { palette } from '@/shared/charts/palette';
import { type Ladder, OUT } from '@/shared/scope/brand';
import type { FlowCell, Move } from './api';

export const moveColors: Readonly<Record<Move, string>> = {
  new: '#7cc8a4',
  deepened: palette.up,
  kept: '#7fa9c4',
  shallower: palette.sand,
  lost: palette.down,
};

/** What a way from stage to stage means for the relation with the brand. */
export function moveOf({ from, to }: Pick<FlowCell, 'from' | 'to'>, ladder: Ladder): Move {
  if (from === OUT) return 'new';
  if (to === OUT) return 'lost';
  const rank = (code: string) => ladder.stages.findIndex((stage) => stage.code === code);
  const climb = rank(to) - rank(from);
  return climb > 0 ? 'deepened' : climb < 0 ? 'shallower' : 'kept';
}
