import { InfoCircleOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useText } from '@/shared/i18n/language';
import { uiText } from './text';

/** The formula behind a number, the numbers in it, and where they came from. */
export interface Explanation {
  readonly formula: string;
  readonly note?: string;
  readonly numbers?: readonly (readonly [label: string, value: string])[];
  /** The addresses that answered. */
  readonly sources: readonly string[];
}

interface ExplainProps {
  readonly title: string;
  readonly explanation: Explanation;
  readonly testId: string;
}

export function Explain({ title, explanation, testId }: ExplainProps) {
  const words = useText(uiText);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const inside = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return undefined;
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        setOpen(false);
        button.current?.focus();
      }
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => {
      document.removeEventListener('keydown', closeOnEscape);
    };
  }, [open]);

  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      afterOpenChange={(opened) => {
        if (opened) inside.current?.focus();
      }}
      destroyOnHidden
      placement="bottomLeft"
      classNames={{ root: 'tb-explain-pop' }}
      title={title}
      content={<Inside box={inside} explanation={explanation} testId={`${testId}-explanation`} />}
    >
      <button
        ref={button}
        type="button"
        className="tb-explain"
        aria-label={words.explain(title)}
        aria-expanded={open}
        data-testid={`${testId}-explain`}
      >
        <InfoCircleOutlined />
      </button>
    </Popover>
  );
}

interface InsideProps {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly explanation: Explanation;
  readonly testId: string;
}

function Inside({ box, explanation, testId }: InsideProps) {
  const words = useText(uiText);
  const { formula, note, numbers = [], sources } = explanation;
  return (
    <div ref={box} tabIndex={-1} className="tb-explanation" data-testid={testId}>
      <h4>{words.formula}</h4>
      <p className="tb-formula">{formula}</p>
      {note && <p>{note}</p>}
      {numbers.length > 0 && (
        <>
          <h4>{words.numbers}</h4>
          <table>
            <tbody>
              {numbers.map(([label, value]) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <h4>{words.source}</h4>
      {sources.map((source) => (
        <a key={source} href={source} target="_blank" rel="noreferrer">
          GET {decodeURIComponent(source)}
        </a>
      ))}
    </div>
  );
}
