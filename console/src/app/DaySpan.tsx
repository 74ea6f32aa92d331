import { ConfigProvider, DatePicker } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type Day, plusDays } from '@/shared/format/day';
import { useLanguage } from '@/shared/i18n/language';

const FORMAT = 'YYYY-MM-DD';

export interface DaySpanProps {
  readonly span: { readonly from: Day; readonly to: Day };
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** How many days the second day lies behind the first at least. */
  readonly apart: number;
  readonly labels: { readonly from: string; readonly to: string };
  readonly onChange: (span: { from: Day; to: Day }) => void;
}

/** Two days of one's own choice. Loaded only when asked for: calendars are heavy. */
export default function DaySpan({ span, firstDay, lastDay, apart, labels, onChange }: DaySpanProps) {
  const { language } = useLanguage();
  const { from, to } = span;
  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS}>
      <div className="tb-custom">
        <DatePicker
          aria-label={labels.from}
          data-testid="period-from"
          allowClear={false}
          value={dayjs(from)}
          minDate={dayjs(firstDay)}
          maxDate={dayjs(plusDays(to, -apart))}
          onChange={(day) => {
            if (day) onChange({ from: day.format(FORMAT), to });
          }}
        />
        <span aria-hidden="true">→</span>
        <DatePicker
          aria-label={labels.to}
          data-testid="period-to"
          allowClear={false}
          value={dayjs(to)}
          minDate={dayjs(plusDays(from, apart))}
          maxDate={dayjs(lastDay)}
          onChange={(day) => {
            if (day) onChange({ from, to: day.format(FORMAT) });
          }}
        />
      </div>
    </ConfigProvider>
  );
}
