import type { CSSProperties } from 'react';
import { inkOn } from '@/shared/charts/palette';
import { useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import { OUT } from '@/shared/scope/brand';
import type { Scope } from '@/shared/scope/scope';
import { Change } from '@/shared/ui/Change';
import type { Rung } from './rungs';
import { ladderText } from './text';

interface LadderTableProps {
  readonly rungs: readonly Rung[];
  readonly out: Rung;
  readonly scope: Scope;
}

/** A table whose bars, stacked and centred, make the pyramid. */
export function LadderTable({ rungs, out, scope }: LadderTableProps) {
  const words = useText(ladderText);
  const valued = rungs.some(({ perConsumer }) => perConsumer !== undefined);
  const widest = Math.max(1, ...rungs.map(({ consumers }) => consumers));
  return (
    <table className="tb-table tb-ladder" data-testid="ladder-table" style={rungHeight(rungs.length)}>
      <thead>
        <tr>
          <th scope="col">{words.stage}</th>
          <th aria-hidden="true" className="tb-ladder-bar" />
          <th scope="col">{words.people}</th>
          <th scope="col">{words.share}</th>
          {valued && <th scope="col">{words.value}</th>}
          <th scope="col">{words.change}</th>
        </tr>
      </thead>
      <tbody>
        {rungs.map((rung) => (
          <RungRow key={rung.code} rung={rung} width={rung.consumers / widest} valued={valued} scope={scope} />
        ))}
        <RungRow rung={out} width={0} valued={valued} scope={scope} />
      </tbody>
    </table>
  );
}

/** Few stages get tall bars, many get low ones, so that the pyramid keeps its height. */
const rungHeight = (stages: number) =>
  ({ '--rung': `${String(Math.min(72, Math.max(40, Math.round(300 / stages))))}px` }) as CSSProperties;

interface RungRowProps {
  readonly rung: Rung;
  readonly width: number;
  readonly valued: boolean;
  readonly scope: Scope;
}

function RungRow({ rung, width, valued, scope }: RungRowProps) {
  const words = useText(ladderText);
  const figures = useFigures(scope.brand.currency);
  const { code, name, color, consumers, share, change, perConsumer } = rung;
  return (
    <tr data-testid={`ladder-${code}`} className={width ? undefined : 'tb-ladder-out'}>
      <th scope="row">
        <span className="tb-stage" style={{ background: color, color: inkOn(color) }} aria-hidden="true">
          {code === OUT ? '·' : code}
        </span>
        {name}
      </th>
      <td aria-hidden="true" className="tb-ladder-bar">
        {width > 0 && <span style={{ width: `${String(Math.max(1, width * 100))}%`, background: color }} />}
      </td>
      <td data-label={words.people} data-testid={`ladder-${code}-consumers`}>
        {figures.exactCount(consumers)}
      </td>
      <td data-label={words.share}>{figures.percent(share)}</td>
      {valued && (
        <td data-label={words.value} data-testid={`ladder-${code}-value`}>
          {perConsumer === undefined ? '—' : figures.exactMoney(perConsumer)}
        </td>
      )}
      <td data-label={words.change}>
        <Change amount={change} tone={code === OUT ? 'plain' : 'signal'}>
          {figures.signedCount(change)}
        </Change>
      </td>
    </tr>
  );
}
