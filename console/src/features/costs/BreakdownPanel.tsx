import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/language';
import { Panel } from '@/shared/ui/Panel';
import { type Cut, CUTS, type Opened } from './api';
import { BreakdownTable } from './BreakdownTable';
import { COLUMNS, type Column, sorted, sortedBy, type Sorting } from './sorting';
import { costText } from './text';
import { useParts } from './useParts';
import type { CostProps } from './usePeriod';

const FIRST = 15;
const DEAREST: Sorting = { column: 'spend', direction: 'descending' };

interface BreakdownPanelProps extends CostProps {
  readonly cut: Cut;
  readonly onCut: (cut: Cut) => void;
  readonly onOpen: (what: Opened) => void;
}

/** The spend by whatever it is asked by, with all that the reports tell of it. */
export function BreakdownPanel({ brand, scope, cut, onCut, onOpen }: BreakdownPanelProps) {
  const words = useText(costText);
  const [sorting, setSorting] = useState(DEAREST);
  const [whole, setWhole] = useState(false);
  const { asked, rows, total, comparable, sources } = useParts({ brand, scope }, cut);
  const told = (column: Column): boolean =>
    column === 'change'
      ? comparable
      : column === 'impressions' || column === 'cpm'
        ? rows.some(({ spend }) => spend.impressions !== undefined)
        : column === 'clicks' || column === 'cpc'
          ? rows.some(({ spend }) => spend.clicks !== undefined)
          : column !== 'ctr' || rows.some(({ spend }) => spend.ctr.over > 0);
  const inOrder = sorted(rows, sorting);
  return (
    <Panel
      title={words.table}
      subtitle={words.tableSubtitle}
      testId="spend-table"
      asked={asked}
      explanation={{
        formula: `${words.shareFormula} · ${words.cpmFormula} · ${words.cpcFormula} · ${words.ctrFormula}`,
        note: words.spendNote,
        sources,
      }}
      extra={
        <Segmented<Cut>
          size="small"
          aria-label={words.cut}
          data-testid="spend-cut"
          value={cut}
          onChange={onCut}
          options={CUTS.map((each) => ({ value: each, label: words.cuts[each] }))}
        />
      }
    >
      {rows.length === 0 ? (
        <p className="tb-soft">{words.noCosts}</p>
      ) : (
        <BreakdownTable
          rows={whole ? inOrder : inOrder.slice(0, FIRST)}
          total={total}
          columns={COLUMNS.filter(told)}
          cut={cut}
          brand={brand}
          sorting={sorting}
          onSort={(column) => {
            setSorting(sortedBy(column, sorting));
          }}
          onOpen={onOpen}
        />
      )}
      {!whole && rows.length > FIRST && (
        <p className="tb-more">
          <Button
            size="small"
            onClick={() => {
              setWhole(true);
            }}
          >
            {words.all(rows.length)}
          </Button>
        </p>
      )}
    </Panel>
  );
}
