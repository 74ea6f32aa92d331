import { useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import { Change } from '@/shared/ui/Change';
import { Panel } from '@/shared/ui/Panel';
import type { Opened } from './api';
import { costText } from './text';
import { type PartRow, useParts } from './useParts';
import type { CostProps } from './usePeriod';

const SHOWN = 8;

/** Where the money went: a bar for each touchpoint, the dearest first. */
export function TouchpointsPanel({ brand, scope, onOpen }: CostProps & { readonly onOpen: (what: Opened) => void }) {
  const words = useText(costText);
  const { asked, rows, comparable, sources } = useParts({ brand, scope }, 'touchpoint');
  const sorted = [...rows].sort((one, other) => other.share - one.share);
  const widest = Math.max(...sorted.map(({ share }) => share), 0.0001);
  const rest = sorted.slice(SHOWN);
  return (
    <Panel
      title={words.byTouchpoint}
      subtitle={words.byTouchpointSubtitle}
      testId="spend-touchpoints"
      asked={asked}
      explanation={{ formula: words.shareFormula, note: words.spendNote, sources }}
    >
      {sorted.length === 0 && <p className="tb-soft">{words.noCosts}</p>}
      <ul className="tb-cost-bars">
        {sorted.slice(0, SHOWN).map((row) => (
          <TouchpointBar
            key={row.spend.key}
            row={row}
            width={row.share / widest}
            comparable={comparable}
            currency={brand.currency}
            onOpen={() => {
              onOpen({ title: row.spend.key, of: `touchpoint:${row.spend.key}` });
            }}
          />
        ))}
      </ul>
      {rest.length > 0 && <p className="tb-footnote">{words.others(rest.length)}</p>}
    </Panel>
  );
}

interface TouchpointBarProps {
  readonly row: PartRow;
  readonly width: number;
  readonly comparable: boolean;
  readonly currency: string;
  readonly onOpen: () => void;
}

function TouchpointBar({ row, width, comparable, currency, onOpen }: TouchpointBarProps) {
  const words = useText(costText);
  const figures = useFigures(currency);
  const { spend, share, grown } = row;
  return (
    <li data-testid={`touchpoint-${spend.key}`}>
      <button type="button" className="tb-cost-name" onClick={onOpen} aria-label={words.open(spend.key)}>
        {spend.key}
      </button>
      <span className="tb-cost-money" title={figures.exactMoney(spend.home, 4)}>
        {figures.money(spend.home)}
      </span>
      <span className="tb-cost-track" aria-hidden="true">
        <span style={{ width: `${String(Math.max(0.5, width * 100))}%` }} />
      </span>
      <span className="tb-cost-share">{figures.percent(share)}</span>
      <span className="tb-cost-change">
        {grown !== undefined ? (
          <Change amount={grown} tone="plain">
            {figures.signedPercent(grown)}
          </Change>
        ) : (
          comparable && <span className="tb-soft">{words.appeared}</span>
        )}
      </span>
    </li>
  );
}
