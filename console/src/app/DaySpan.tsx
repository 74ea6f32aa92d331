import { ConfigProvider, DatePicker } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type Day, plusDays } from '@/shared/format/day';
import { useLanguage, useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { appText } from '@/app/text';

const FORMAT = 'YYYY-MM-DD';

interface CustomPeriodProps {
  readonly scope: Scope;
  readonly onChange: (span: { from: Day; to: Day }) => void;
}

/** Two days of one's own choice. Loaded only when asked for: calendars are heavy. */
export default function CustomPeriod({ scope, onChange }: CustomPeriodProps) {
  const words = useText(appText);
  const { language } = useLanguage();
  const { from, to, firstDay, lastDay } = scope;
  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS}>
      <div className="tb-custom">
        <DatePicker
          aria-label={words.from}
          data-testid="period-from"
          allowClear={false}
          value={dayjs(from)}
          minDate={dayjs(firstDay)}
          maxDate={dayjs(plusDays(to, -1))}
          onChange={(day) => {
            if (day) onChange({ from: day.format(FORMAT), to });
          }}
        />
        <span aria-hidden="true">→</span>
        <DatePicker
          aria-label={words.to}
          data-testid="period-to"
          allowClear={false}
          value={dayjs(to)}
          minDate={dayjs(plusDays(from, 1))}
          maxDate={dayjs(lastDay)}
          onChange={(day) => {
            if (day) onChange({ from, to: day.format(FORMAT) });
          }}
        />
      </div>
    </ConfigProvider>
  );
}
