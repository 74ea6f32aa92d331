import { type Figures, useFigures } from '@/shared/format/figures';
import { useLanguage, useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { Change } from '@/shared/ui/Change';
import type { Cut, Opened } from './api';
import { foreignList } from './money';
import { rateText } from './RateCard';
import type { Column, Sorting } from './sorting';
import { rateOf, type Spend } from './spend';
import { costText, type CostWords } from './text';
import type { PartRow } from './useParts';

interface BreakdownTableProps {
  readonly rows: readonly PartRow[];
  /** Of all rows, also of those that are not shown. */
  readonly total: Spend;
  readonly columns: readonly Column[];
  readonly cut: Cut;
  readonly brand: Brand;
  readonly sorting: Sorting;
  readonly onSort: (column: Column) => void;
  readonly onOpen: (what: Opened) => void;
}

export function BreakdownTable({ rows, total, columns, cut, brand, sorting, onSort, onOpen }: BreakdownTableProps) {
  const words = useText(costText);
  return (
    <div className="tb-scroll">
      <table className="tb-table tb-rows tb-costs" data-testid="spend-rows">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" aria-sort={sorting.column === column ? sorting.direction : 'none'}>
                <button
                  type="button"
                  data-testid={`sort-${column}`}
                  title={words.sortBy(headingOf(column, cut, words))}
                  onClick={() => {
                    onSort(column);
                  }}
                >
                  {headingOf(column, cut, words)}
                  <span aria-hidden="true">{arrowOf(column, sorting)}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BreakdownRow key={row.spend.key} row={row} columns={columns} cut={cut} brand={brand} onOpen={onOpen} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            {columns.map((column) =>
              column === 'name' ? (
                <th key={column} scope="row">
                  {words.total}
                </th>
              ) : (
                <Cell key={column} column={column} spend={total} share={1} brand={brand} />
              ),
            )}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

const arrowOf = (column: Column, sorting: Sorting): string =>
  sorting.column !== column ? '' : sorting.direction === 'ascending' ? ' ↑' : ' ↓';

const headingOf = (column: Column, cut: Cut, words: CostWords): string =>
  column === 'name' ? words.cuts[cut] : words[column];

interface BreakdownRowProps {
  readonly row: PartRow;
  readonly columns: readonly Column[];
  readonly cut: Cut;
  readonly brand: Brand;
  readonly onOpen: (what: Opened) => void;
}

function BreakdownRow({ row, columns, cut, brand, onOpen }: BreakdownRowProps) {
  const words = useText(costText);
  const { spend, share, grown } = row;
  const name = spend.key || words.none[cut];
  return (
    <tr data-testid={`spend-row-${spend.key}`}>
      {columns.map((column) =>
        column === 'name' ? (
          <th key={column} scope="row">
            <button
              type="button"
              className={`tb-cost-name${spend.key ? '' : ' tb-soft'}`}
              aria-label={words.open(name)}
              title={name}
              onClick={() => {
                onOpen({ title: name, of: `${cut}:${spend.key}` });
              }}
            >
              {name}
            </button>
          </th>
        ) : (
          <Cell key={column} column={column} spend={spend} share={share} grown={grown} brand={brand} />
        ),
      )}
    </tr>
  );
}

interface CellProps {
  readonly column: Exclude<Column, 'name'>;
  readonly spend: Spend;
  readonly share: number;
  readonly grown?: number | undefined;
  readonly brand: Brand;
}

function Cell({ column, spend, share, grown, brand }: CellProps) {
  const words = useText(costText);
  const { language } = useLanguage();
  const figures = useFigures(brand.currency);
  if (column === 'spend') {
    return (
      <td>
        {figures.exactMoney(spend.home)}
        {spend.foreign.length > 0 && (
          <small className="tb-soft">{words.includes(foreignList(spend.foreign, language))}</small>
        )}
        {spend.unrated.length > 0 && (
          <small className="tb-down">{words.unratedShort(foreignList(spend.unrated, language))}</small>
        )}
      </td>
    );
  }
  if (column === 'change') {
    return (
      <td>
        {grown !== undefined ? (
          <Change amount={grown} tone="plain">
            {figures.signedPercent(grown)}
          </Change>
        ) : (
          share < 1 && <span className="tb-soft">{words.appeared}</span>
        )}
      </td>
    );
  }
  return <td>{valueOf(column, spend, share, figures)}</td>;
}

function valueOf(column: Exclude<Column, 'name' | 'spend' | 'change'>, spend: Spend, share: number, figures: Figures) {
  switch (column) {
    case 'share':
      return figures.percent(share);
    case 'impressions':
      return spend.impressions === undefined ? '—' : figures.exactCount(spend.impressions);
    case 'clicks':
      return spend.clicks === undefined ? '—' : figures.exactCount(spend.clicks);
    default:
      return rateText(rateOf(spend, column), column, figures);
  }
}
