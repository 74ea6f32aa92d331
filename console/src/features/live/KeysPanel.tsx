import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { asked } from '@/shared/ui/asked';
import { Command } from '@/shared/ui/Command';
import { Panel } from '@/shared/ui/Panel';
import { ProblemAlert } from '@/shared/ui/ProblemAlert';
import { dayOf } from './amounts';
import { type Source, type SourceKey, useRotateKey, useSources, useSwitchSource } from './api';
import { connectText } from './connectText';

const A_DAY = 'PT24H';

/** The sources there are: switched on and off, and given new keys. */
export function KeysPanel({ brand }: { brand: Brand }) {
  const words = useText(connectText);
  const sources = useSources(brand.name);
  const change = useSwitchSource(brand.name);
  const rotate = useRotateKey(brand.name);
  const [shown, setShown] = useState<SourceKey>();
  const failure = change.error ?? rotate.error;
  return (
    <Panel title={words.keys} subtitle={words.keysSubtitle} testId="keys" asked={asked(sources)}>
      {failure && <ProblemAlert failure={failure} />}
      {shown && (
        <div className="tb-new-key" role="status" data-testid="new-key">
          <p>{words.newKey(shown.source)}</p>
          <Command line={shown.write_key} />
        </div>
      )}
      {sources.data?.length === 0 ? (
        <p className="tb-soft">{words.none}</p>
      ) : (
        <SourceRows
          sources={sources.data ?? []}
          zone={brand.zone}
          onSwitch={change.mutate}
          onRotate={(source) => {
            rotate.mutate({ source, oldKeysWork: A_DAY }, { onSuccess: setShown });
          }}
        />
      )}
    </Panel>
  );
}

interface SourceRowsProps {
  readonly sources: readonly Source[];
  readonly zone: string;
  readonly onSwitch: (source: Source) => void;
  readonly onRotate: (name: string) => void;
}

function SourceRows({ sources, zone, onSwitch, onRotate }: SourceRowsProps) {
  const words = useText(connectText);
  return (
    <ul className="tb-keys">
      {sources.map((source) => (
        <li key={source.name} data-testid={`key-${source.name}`}>
          <strong>{source.name}</strong>
          <span className={`tb-fate tb-fate-${source.enabled ? 'accepted' : 'duplicate'}`}>
            {source.enabled ? words.on : words.off}
          </span>
          <span className="tb-soft">
            {words.since} {dayOf(source.created_at, zone)}
          </span>
          <span className="tb-keys-change">
            <Popconfirm
              title={words.rotateSure(source.name)}
              okText={words.yes}
              cancelText={words.no}
              onConfirm={() => {
                onRotate(source.name);
              }}
            >
              <Button size="small">{words.rotate}</Button>
            </Popconfirm>
            <Button
              size="small"
              onClick={() => {
                onSwitch(source);
              }}
            >
              {source.enabled ? words.disable : words.enable}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}
