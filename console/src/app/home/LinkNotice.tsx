import { Alert } from 'antd';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useLanguage, useText } from '@/shared/i18n/language';
import { type Correction, correctedQuery, corrections } from '@/shared/scope/corrections';
import type { Scope } from '@/shared/scope/scope';
import { appText } from '@/app/text';
import { useScopeQuery } from '@/app/useScopeQuery';

/**
 * Says what the link asked for and what is shown instead, and corrects the address. What was corrected is kept beside the
 * address, so that it is told until the page is asked for something else.
 */
export function LinkNotice({ scope }: { scope: Scope }) {
  const words = useText(appText);
  const told = useTold(scope);
  const shown = useShown(scope);
  if (told.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      closable
      data-testid="link-notice"
      className="tb-notice"
      title={words.linkTitle}
      description={told.map(({ of, asked }) => (
        <p key={of}>{words.linkNotice[of](asked, shown[of], `${scope.firstDay} – ${scope.lastDay}`)}</p>
      ))}
    />
  );
}

function useTold(scope: Scope): readonly Correction[] {
  const [query, change] = useScopeQuery();
  const kept = useLocation().state as { corrections?: readonly Correction[] } | null;
  const wrong = corrections(query, scope);
  useEffect(() => {
    if (wrong.length > 0) {
      change(correctedQuery(scope, wrong), { replace: true, state: { corrections: wrong } });
    }
  });
  return wrong.length > 0 ? wrong : (kept?.corrections ?? []);
}

/** What is shown, in the words of the page's choices. */
function useShown({ ladder, horizon, period, from, to }: Scope): Readonly<Record<Correction['of'], string>> {
  const words = useText(appText);
  const { language } = useLanguage();
  return {
    ladder: ladder.title[language],
    horizon: words.horizons[horizon],
    days: `${from} → ${to}`,
    period: words.periods[period],
  };
}
