import { useLanguage, useText } from '@/shared/i18n/language';
import { type Horizon, HORIZONS, PERIODS, type Scope } from '@/shared/scope/scope';
import { Choice } from '@/shared/ui/Choice';
import { PeriodChoice } from '@/app/PeriodChoice';
import { appText } from '@/app/text';
import { useScopeQuery } from '@/app/useScopeQuery';

/** The page's title, and what it can be asked: which days, which ladder, how far ahead. */
export function Toolbar({ scope }: { scope: Scope }) {
  const words = useText(appText);
  const { language } = useLanguage();
  const [, change] = useScopeQuery();
  return (
    <div className="tb-toolbar">
      <div className="tb-toolbar-title">
        <h1>{words.page}</h1>
        <p>{words.pageSubtitle}</p>
      </div>
      <div className="tb-toolbar-choices">
        <Choice
          label={words.ladder}
          testId="ladder-select"
          value={scope.ladder.name}
          onChange={(ladder) => {
            change({ ladder });
          }}
          options={scope.brand.ladders.map(({ name, title }) => ({ value: name, label: title[language] }))}
        />
        <Choice<Horizon>
          label={words.horizon}
          testId="horizon-select"
          value={scope.horizon}
          onChange={(horizon) => {
            change({ horizon });
          }}
          options={HORIZONS.map((horizon) => ({ value: horizon, label: words.horizons[horizon] }))}
        />
        <span className="tb-choice-label">{words.period}</span>
        <PeriodChoice
          label={words.period}
          period={scope.period}
          options={PERIODS.map((period) => ({ value: period, label: words.periods[period] }))}
          days={{
            span: scope,
            firstDay: scope.firstDay,
            lastDay: scope.lastDay,
            apart: 1,
            labels: { from: words.from, to: words.to },
          }}
        />
      </div>
    </div>
  );
}
