import { Button } from 'antd';
import { type RefObject, useState } from 'react';
import { useText } from '@/shared/i18n/language';
import { copied, selectAll } from './copying';
import { uiText } from './text';

interface CopyButtonProps {
  readonly text: string;
  /** Shows the text; it is selected where the browser does not let us copy. */
  readonly shownIn: RefObject<Element | null>;
  readonly quiet?: boolean;
}

/** Copies a text, and says whether that went well. */
export function CopyButton({ text, shownIn, quiet = false }: CopyButtonProps) {
  const words = useText(uiText);
  const [last, setLast] = useState<{ readonly text: string; readonly well: boolean }>();
  const copy = async () => {
    const well = await copied(text);
    if (!well && shownIn.current) selectAll(shownIn.current);
    setLast({ text, well });
  };
  return (
    <Button size="small" type={quiet ? 'text' : 'default'} onClick={() => void copy()}>
      <span aria-live="polite">
        {last?.text !== text ? words.copy : last.well ? words.copied : words.copyByHand}
      </span>
    </Button>
  );
}
