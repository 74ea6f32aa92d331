import { Segmented } from 'antd';
import { later, plusDays } from '@/shared/format/day';
import { text, useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';

export const RANGES = ['30', '90', 'all'] as const;
export type Range = (typeof RANGES)[number];

const rangeText = text({
  en: { label: 'Length of the trend', '30': '30 days', '90': '90 days', all: 'All' },
  zh: { label: '趋势长度', '30': '近30天', '90': '近90天', all: '全部' },
});

interface RangeSwitchProps {
  readonly value: Range;
  readonly onChange: (range: Range) => void;
  readonly testId: string;
}

/** Chooses how far back a trend looks. */
export function RangeSwitch({ value, onChange, testId }: RangeSwitchProps) {
  const words = useText(rangeText);
  return (
    <Segmented<Range>
      size="small"
      aria-label={words.label}
      data-testid={testId}
      value={value}
      onChange={onChange}
      options={RANGES.map((range) => ({ value: range, label: words[range] }))}
    />
  );
}

export const rangeStart = (range: Range, { firstDay, to }: Scope): string =>
  range === 'all' ? firstDay : later(firstDay, plusDays(to, 1 - Number(range)));
