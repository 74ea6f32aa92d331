import { useRef } from 'react';
import { CopyButton } from './CopyButton';

/** A command to run in a terminal, ready to copy. */
export function Command({ line }: { line: string }) {
  const shown = useRef<HTMLElement>(null);
  return (
    <div className="tb-command">
      <code ref={shown}>{line}</code>
      <CopyButton text={line} shownIn={shown} quiet />
    </div>
  );
}
