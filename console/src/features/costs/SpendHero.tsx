import { Skeleton } from 'antd';
import { Sparkline } from '@/shared/charts/Sparkline';
import { useFigures } from '@/shared/format/figures';
import { useLanguage, useText } from '@/shared/i18n/language';
import { Change } from '@/shared/ui/Change';
import { Explain, type Explanation } from '@/shared/ui/Explain';
import { difference } from '@/shared/format/decimal';
import { foreignMoney } from './money';
import { daysOf } from './period';
import { growth } from './spend';
import { costText } from './text';
import { type CostProps, usePeriod } from './usePeriod';

/** The one number: what ads cost in the period, and how that changed. */
export function SpendHero({ brand, scope, onOpen }: CostProps & { readonly onOpen: () => void }) {
  const words = useText(costText);
  const { language } = useLanguage();
  const figures = useFigures(brand.currency);
  const { asked: state, now, before, days, source } = usePeriod({ brand, scope });
  const grown = growth(Number(now.home), before && Number(before.home));
  const short = figures.money(now.home);
  const exact = figures.exactMoney(now.home);
  const explanation: Explanation = {
    formula: words.spendFormula,
    note: words.spendNote,
    numbers: [
      [`${scope.from} – ${scope.to}`, figures.exactMoney(now.home, 4)],
      ...(scope.before && before
        ? [[words.beforeRow(scope.before.from, scope.before.to), figures.exactMoney(before.home, 4)] as const]
        : []),
      ...now.foreign.map((each) => [words.foreign, foreignMoney(each, language)] as const),
    ],
    sources: [source],
  };
  return (
    <article className="tb-hero tb-cost-hero" aria-busy={state.pending} data-testid="spend-card">
      <h3>
        {words.spend}
        <Explain title={words.spend} explanation={explanation} testId="spend-card" />
      </h3>
      {state.pending && <Skeleton active paragraph={{ rows: 4 }} title={false} />}
      {!state.pending && (
        <>
          <p className="tb-hero-figure" data-testid="spend-card-value" title={figures.exactMoney(now.home, 4)}>
            {short}
          </p>
          <p className="tb-hero-exact">
            {short !== exact && `${exact} · `}
            {scope.from} – {scope.to} · {words.days(daysOf(scope))}
          </p>
          <div className="tb-hero-change">
            <p data-testid="spend-change">
              {before ? (
                <>
                  <strong>{figures.signedMoney(difference(now.home, before.home))}</strong>
                  {grown !== undefined && (
                    <Change amount={grown} tone="plain">
                      {figures.signedPercent(grown)}
                    </Change>
                  )}
                  <span>
                    {words.before} {figures.money(before.home)}
                  </span>
                </>
              ) : (
                <span>{words.noBefore}</span>
              )}
            </p>
          </div>
          <p>
            <button type="button" className="tb-hero-open" onClick={onOpen} data-testid="spend-open">
              {words.openTotal}
            </button>
          </p>
          <Sparkline values={days.map(({ home }) => Number(home))} label={words.byTime} color="#8fe3d8" height={64} />
        </>
      )}
    </article>
  );
}
