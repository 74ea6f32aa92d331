import { Alert, Button } from 'antd';
import { Problem, UNREACHABLE } from '@/shared/api/problem';
import { useText } from '@/shared/i18n/language';
import { uiText } from './text';

interface ProblemAlertProps {
  readonly failure: Error;
  readonly onRetry?: (() => void) | undefined;
}

/** Says what went wrong in the server's own words, with its code, and offers to ask again. */
export function ProblemAlert({ failure, onRetry }: ProblemAlertProps) {
  const words = useText(uiText);
  const said = sayings(failure, words);
  return (
    <Alert
      type="error"
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
        onRetry && (
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

function sayings(
  failure: Error,
  words: { unreachable: string; unreachableDetail: string; unexpected: string },
): Sayings {
  if (!(failure instanceof Problem)) {
    return { title: words.unexpected, detail: failure.message, code: '' };
  }
  if (failure.code === UNREACHABLE) {
    return { title: words.unreachable, detail: words.unreachableDetail, code: failure.code };
  }
  return failure;
}
