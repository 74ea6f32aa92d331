import { useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { appText } from '@/app/text';

/** Says in a quiet line that more has come than the numbers are of. */
export function NotSeenYet({ brand }: { brand: Brand }) {
  const words = useText(appText);
  return brand.fresh === false ? (
    <p className="tb-not-seen" data-testid="not-seen-yet">
      {words.notSeenYet}
    </p>
  ) : null;
}
