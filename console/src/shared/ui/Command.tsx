import { Button } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/language';
import { uiText } from './text';

/** A command to run in a terminal, ready to copy. */
export function Command({ line }: { line: string }) {
  const words = useText(uiText);
  const [copied, setCopied] = useState(false);
  return (
    <div className="tb-command">
      <code>{line}</code>
      <Button
        size="small"
        type="text"
        onClick={() => {
          void navigator.clipboard.writeText(line).then(() => {
            setCopied(true);
          });
        }}
      >
        {copied ? words.copied : words.copy}
      </Button>
    </div>
  );
}
