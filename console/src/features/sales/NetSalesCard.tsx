import { useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Change } from '@/shared/ui/Change';
import { MetricCard } from '@/shared/ui/MetricCard';
import { salesPath, useSales } from './api';
import { netDays } from './netDays';
import { salesText } from './text';
import { everyDay, totalOf } from './totals';

/** What was sold in the period, less what was refunded or cancelled. */
export function NetSalesCard({ scope }: { scope: Scope }) {
  const words = useText(salesText);
  const figures = useFigures(scope.brand.currency);
  const { first, before, start } = netDays(scope);
  const sales = useSales(scope, start);
  const days = sales.data ?? [];
  const current = totalOf(days.filter(({ day }) => day >= first));
  const previous = before && totalOf(days.filter(({ day }) => day < first));
  const growth = previous && Number(previous.net) ? Number(current.net) / Number(previous.net) - 1 : undefined;
  return (
    <MetricCard
      title={words.net}
      testId="net-sales-card"
      asked={asked(sales)}
      value={figures.money(current.net)}
      exact={figures.exactMoney(current.net)}
      change={
        growth !== undefined && (
          <>
            <Change amount={growth}>{figures.signedPercent(growth)}</Change>
            <span>{words.beforePeriod}</span>
          </>
        )
      }
      trend={everyDay(days, first, scope.to).map(({ net }) => Number(net))}
      trendLabel={words.net}
      explanation={{
        formula: words.netFormula,
        note: words.netNote,
        numbers: [
          [words.gmv, figures.exactMoney(current.gmv)],
          [words.refunds, figures.exactMoney(current.refunds)],
          [words.cancelled, figures.exactMoney(current.cancelled)],
          [words.net, figures.exactMoney(current.net)],
          [words.guests, figures.exactMoney(current.guestGmv)],
          [words.orders, figures.exactCount(current.orders)],
        ],
        sources: [salesPath(scope, start)],
      }}
    />
  );
}
