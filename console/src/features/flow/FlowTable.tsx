import { inkOn, mix, palette } from '@/shared/charts/palette';
import { useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import { OUT } from '@/shared/scope/brand';
import type { Scope } from '@/shared/scope/scope';
import { useRoom } from '@/shared/ui/useRoom';
import type { FlowCell } from './api';
import { flowText } from './text';

/** Every pair of stages: rows are where consumers began, columns where they ended. */
export function FlowTable({ cells, scope }: { cells: readonly FlowCell[]; scope: Scope }) {
  const words = useText(flowText);
  const figures = useFigures(scope.brand.currency);
  const room = useRoom();
  const written = room === 'wide' ? figures.exactCount : figures.count;
  const codes = [...scope.ladder.stages.map(({ code }) => code), OUT];
  const count = (from: string, to: string) =>
    from === OUT && to === OUT ? 0 : (cells.find((cell) => cell.from === from && cell.to === to)?.consumers ?? 0);
  return (
    <>
      <div className="tb-scroll">
        <table className="tb-table tb-heat" data-testid="flow-table">
          <thead>
            <tr>
              <th scope="col">{words.fromTo}</th>
              {codes.map((code) => (
                <th key={code} scope="col">
                  {code === OUT ? words.moves.lost : code}
                </th>
              ))}
              {room === 'wide' && <th scope="col">{words.total}</th>}
            </tr>
          </thead>
          <tbody>
            {codes.map((from) => {
              const total = codes.reduce((sum, to) => sum + count(from, to), 0);
              return (
                <tr key={from}>
                  <th scope="row">{from === OUT ? words.moves.new : from}</th>
                  {codes.map((to) => {
                    const share = total ? count(from, to) / total : 0;
                    const shade = mix('#ffffff', palette.primary, share ** 0.7);
                    return from === OUT && to === OUT ? (
                      <td key={to}>—</td>
                    ) : (
                      <td
                        key={to}
                        data-testid={`flow-${from}-${to}`}
                        style={{ background: shade, color: inkOn(shade) }}
                      >
                        {written(count(from, to))}
                        <small>{total ? figures.percent(share) : '—'}</small>
                      </td>
                    );
                  })}
                  {room === 'wide' && <td>{figures.exactCount(total)}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="tb-footnote">{words.tableNote}</p>
    </>
  );
}
