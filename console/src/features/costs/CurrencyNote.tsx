import { Alert } from 'antd';
import { useLanguage, useText } from '@/shared/i18n/language';
import { Command } from '@/shared/ui/Command';
import { foreignList } from './money';
import { costText } from './text';
import { type CostProps, usePeriod } from './usePeriod';

/** Says what of the spend is in other currencies, and what of it is in no sum. */
export function CurrencyNote({ brand, scope }: CostProps) {
  const words = useText(costText);
  const { language } = useLanguage();
  const { now } = usePeriod({ brand, scope });
  if (now.unrated.length === 0) {
    return now.foreign.length === 0 ? null : (
      <p className="tb-soft" data-testid="cost-foreign">
        {words.foreignTitle(foreignList(now.foreign, language))}
      </p>
    );
  }
  return (
    <Alert
      type="warning"
      showIcon
      className="tb-cost-note"
      data-testid="cost-unrated"
      title={words.unratedTitle(foreignList(now.unrated, language))}
      description={
        <>
          {now.foreign.length > 0 && <p>{words.foreignTitle(foreignList(now.foreign, language))}</p>}
          <p>{words.unratedDetail(brand.currency)}</p>
          <Command line={`./tidebank rates import FILE --brand ${brand.name}`} />
        </>
      }
    />
  );
}
