import { Alert, Button } from 'antd';
import { Problem, SIGN_IN_NEEDED, TOO_EARLY, UNREACHABLE } from '@/shared/api/problem';
import { openedBySpentLink } from '@/shared/api/session';
import type { Day } from '@/shared/format/day';
import { useText } from '@/shared/i18n/language';
import { problemText, type Titles } from './problemText';
import { uiText } from './text';

interface ProblemAlertProps {
  readonly failure: Error;
  readonly onRetry?: (() => void) | undefined;
  /** The day that failed, if it is the one compared with and that shown has its value. */
  readonly comparedDay?: Day | undefined;
}

/** Says what went wrong, in the server's own words where there are no better ones, with its code, and offers to ask again; calm if it is only too early. */
export function ProblemAlert({ failure, onRetry, comparedDay }: ProblemAlertProps) {
  const words = useText(uiText);
  const titles = useText(problemText);
  const said = sayings(failure, words, titles, comparedDay);
  const early = failure instanceof Problem && failure.code === TOO_EARLY;
  return (
    <Alert
      type={early ? 'info' : 'error'}
      showIcon
      data-testid="problem"
      title={said.title}
      description={
        <>
          <span>{said.detail}</span>
          {said.code && (
            <span className="tb-code">
              {words.code} <code>{said.code}</code>
            </span>
          )}
        </>
      }
      action={
        onRetry &&
        !early && (
          <Button size="small" onClick={onRetry}>
            {words.retry}
          </Button>
        )
      }
    />
  );
}

interface Sayings {
  readonly title: string;
  readonly detail: string;
  readonly code: string;
}

function sayings(failure: Error, words: typeof uiText.en, titles: Titles, comparedDay?: Day): Sayings {
  if (!(failure instanceof Problem)) {
    return { title: words.unexpected, detail: failure.message, code: '' };
  }
  if (failure.code === UNREACHABLE) {
    return { title: words.unreachable, detail: words.unreachableDetail, code: failure.code };
  }
  if (failure.code === SIGN_IN_NEEDED) {
    return { title: openedBySpentLink() ? words.linkSpent : words.signIn, detail: words.signInDetail, code: failure.code };
  }
  if (failure.code === TOO_EARLY) {
    const day = /(\d{4}-\d{2}-\d{2}) or later/.exec(failure.detail)?.[1];
    const title = comparedDay ? words.tooEarlyToCompare(comparedDay) : words.tooEarly;
    return { title, detail: words.tooEarlyDetail(day ?? ''), code: '' };
  }
  const [title, detail] = titles[failure.code] ?? [failure.status < 500 ? words.refused : words.failed];
  return { title, detail: detail ?? failure.detail, code: failure.code };
}
