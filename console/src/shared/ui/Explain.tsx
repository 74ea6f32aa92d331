import { InfoCircleOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { useState } from 'react';
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
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      placement="bottomLeft"
      classNames={{ root: 'tb-explain-pop' }}
      title={title}
      content={<Inside explanation={explanation} testId={`${testId}-explanation`} />}
    >
      <button
        type="button"
        className="tb-explain"
        aria-label={words.explain(title)}
        aria-expanded={open}
        data-testid={`${testId}-explain`}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false);
        }}
      >
        <InfoCircleOutlined />
      </button>
    </Popover>
  );
}

function Inside({ explanation, testId }: { explanation: Explanation; testId: string }) {
  const words = useText(uiText);
  const { formula, note, numbers = [], sources } = explanation;
  return (
    <div className="tb-explanation" data-testid={testId}>
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
