import { Alert } from 'antd';
import { useText } from '@/shared/i18n/language';
import type { Memory } from './api';
import { liveText } from './text';
import { wholeTime } from './totals';

/** Says what of live events is forgotten too early; nothing while all is known as long as it has to be. */
export function MemoryNote({ memory }: { memory: Memory }) {
  const words = useText(liveText);
  if (!memory.messages_too_short && !memory.things_too_short) {
    return null;
  }
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="live-memory"
      title={words.forgets}
      description={
        <>
          {memory.messages_too_short && <p>{words.forgetsMessages(wholeTime(memory.messages_seconds, words))}</p>}
          {memory.things_too_short && <p>{words.forgetsThings(wholeTime(memory.things_seconds, words))}</p>}
        </>
      }
    />
  );
}
