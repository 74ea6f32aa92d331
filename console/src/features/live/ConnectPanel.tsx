import { useState } from 'react';
import { useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { Command } from '@/shared/ui/Command';
import type { SourceKey } from './api';
import { ArrivalStep } from './ArrivalStep';
import { connectText } from './connectText';
import { NameStep } from './NameStep';
import { SnippetStep } from './SnippetStep';
import { Step } from './Step';

/** The wizard: a name, a key that is shown once, something to paste, and a light that turns green. */
export function ConnectPanel({ brand }: { brand: Brand }) {
  const words = useText(connectText);
  const [made, setMade] = useState<SourceKey>();
  return (
    <section className="tb-panel" aria-label={words.title} data-testid="connect-wizard">
      <ol className="tb-steps">
        <Step title={words.nameStep} state={made ? 'done' : 'now'}>
          <NameStep brand={brand} made={made} onMade={setMade} />
        </Step>
        <Step title={words.keyStep} state={made ? 'now' : 'later'}>
          {made && (
            <>
              <div data-testid="write-key">
                <Command line={made.write_key} />
              </div>
              <p className="tb-hint">{words.keyHint}</p>
            </>
          )}
        </Step>
        <Step title={words.codeStep} state={made ? 'now' : 'later'}>
          {made && <SnippetStep brand={brand} sourceKey={made.write_key} />}
        </Step>
        <ArrivalStep
          brand={brand}
          source={made?.source}
          onAnother={() => {
            setMade(undefined);
          }}
        />
      </ol>
    </section>
  );
}
