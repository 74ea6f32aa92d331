import { Alert, Button } from 'antd';
import { later, plusDays } from '@/shared/format/day';
import { useText } from '@/shared/i18n/language';
import { lengthOf, quietSince, type Scope } from '@/shared/scope/scope';
import { appText } from '@/app/text';
import { useScopeQuery } from '@/app/useScopeQuery';

/** Says so when the page is about days that hardly anything is known of, as after a first live event on old data. */
export function QuietDays({ scope }: { scope: Scope }) {
  const words = useText(appText);
  const [, change] = useScopeQuery();
  const day = quietSince(scope);
  if (!day) return null;
  const from = later(scope.firstDay, plusDays(day, -lengthOf(scope)));
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="quiet-days"
      className="tb-notice"
      title={words.quiet(day)}
      description={words.quietDetail(scope.lastDay)}
      action={
        from < day && (
          <Button
            size="small"
            onClick={() => {
              change({ from, to: day });
            }}
          >
            {words.quietShow(day)}
          </Button>
        )
      }
    />
  );
}
