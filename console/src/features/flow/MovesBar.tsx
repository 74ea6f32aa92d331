import { useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { Swatch } from '@/shared/ui/Swatch';
import { MOVES, type MoveCounts } from './api';
import { moveColors } from './moves';
import { flowText } from './text';

/** New, deepened, kept, shallower and lost as one bar with its figures. */
export function MovesBar({ moves, scope }: { moves: MoveCounts; scope: Scope }) {
  const words = useText(flowText);
  const figures = useFigures(scope.brand.currency);
  const total = MOVES.reduce((sum, move) => sum + moves[move], 0);
  return (
    <div className="tb-moves" data-testid="flow-moves">
      <div className="tb-moves-bar" role="img" aria-label={words.movesLabel}>
        {MOVES.map((move) => (
          <span key={move} style={{ flexGrow: total ? moves[move] / total : 0, background: moveColors[move] }} />
        ))}
      </div>
      <dl>
        {MOVES.map((move) => (
          <div key={move}>
            <dt>
              <Swatch color={moveColors[move]} />
              {words.moves[move]}
            </dt>
            <dd data-testid={`flow-move-${move}`}>{figures.exactCount(moves[move])}</dd>
            <dd className="tb-soft">{total ? figures.percent(moves[move] / total) : '—'}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
