import { useFigures } from '@/shared/format/figures';
import { useLanguage, useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import type { Cost, CostReport } from './api';
import { foreignMoney } from './money';
import { costText } from './text';

/** The imports, the latest first, with what of the number is theirs, and how one is taken back. */
export function ReportRows({ reports, brand }: { reports: readonly CostReport[]; brand: Brand }) {
  const words = useText(costText);
  const { language } = useLanguage();
  const figures = useFigures(brand.currency);
  return (
    <>
      <ul className="tb-reports">
        {reports.map((report) => (
          <li key={`${report.importId} ${report.currency}`} data-testid="behind-report">
            <strong>{foreignMoney(report, language)}</strong>
            <span>
              {words.rows} {figures.exactCount(report.costs)}
            </span>
            <span>
              {report.firstDay} – {report.lastDay}
            </span>
            <dl>
              <dt>{words.reportedAt}</dt>
              <dd>{momentOf(report.reportedAt, brand.zone)}</dd>
              <dt>{words.account}</dt>
              <dd>{report.source}</dd>
              <dt>{words.report}</dt>
              <dd>
                <code>{report.importId}</code> {report.mapping}
              </dd>
              <dt>{words.file}</dt>
              <dd>{report.files}</dd>
            </dl>
          </li>
        ))}
      </ul>
      <p className="tb-soft">
        {words.reportsNote} <code>{`./tidebank import --undo ID --brand ${brand.name}`}</code>
      </p>
    </>
  );
}

/** 2026-11-21 12:00 in the brand's zone. */
const momentOf = (moment: string, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(moment));

/** Costs one by one, in the order of their days. */
export function CostRows({ costs }: { costs: readonly Cost[] }) {
  const words = useText(costText);
  const { language } = useLanguage();
  return (
    <div className="tb-scroll">
      <table className="tb-table tb-rows tb-cost-rows">
        <thead>
          <tr>
            <th scope="col">{words.cuts.day}</th>
            <th scope="col">{words.cuts.touchpoint}</th>
            <th scope="col">{words.amount}</th>
            <th scope="col">{words.account}</th>
          </tr>
        </thead>
        <tbody>
          {costs.map((cost) => (
            <tr key={cost.id} data-testid="behind-cost">
              <td>{cost.day}</td>
              <td>
                {cost.touchpoint}
                {cost.words.length > 0 && <small>{cost.words.join(' · ')}</small>}
              </td>
              <td>{foreignMoney(cost, language)}</td>
              <td>{cost.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
