import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { Chart } from '@/shared/charts/Chart';
import { useFigures } from '@/shared/format/figures';
import { useLanguage, useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Panel } from '@/shared/ui/Panel';
import { useRoom } from '@/shared/ui/useRoom';
import { flowPath, movesPath, useFlow, useMoves } from './api';
import { FlowTable } from './FlowTable';
import { MovesBar } from './MovesBar';
import { sankeyOption } from './sankeyOption';
import { flowText } from './text';

type View = 'picture' | 'table';

/** Where consumers went between the two days, as a picture or as a table. */
export function FlowPanel({ scope }: { scope: Scope }) {
  const { language } = useLanguage();
  const words = useText(flowText);
  const figures = useFigures(scope.brand.currency);
  const room = useRoom();
  const [view, setView] = useState<View>('picture');
  const flow = useFlow(scope);
  const moves = useMoves(scope);
  const { ladder } = scope;
  const option = useMemo(
    () => sankeyOption(flow.data ?? [], { ladder, words, language, figures, room }),
    [flow.data, ladder, words, language, figures, room],
  );
  return (
    <Panel
      title={words.flow}
      subtitle={words.flowSubtitle(scope.from, scope.to)}
      testId="flow"
      asked={asked(flow, moves)}
      explanation={{
        formula: words.flowFormula,
        note: words.flowNote,
        sources: [flowPath(scope, scope), movesPath(scope)],
      }}
      extra={
        <Segmented<View>
          size="small"
          aria-label={words.view}
          data-testid="flow-view"
          value={view}
          onChange={setView}
          options={[
            { value: 'picture', label: words.picture },
            { value: 'table', label: words.table },
          ]}
        />
      }
    >
      {moves.data && <MovesBar moves={moves.data} scope={scope} />}
      {view === 'picture' ? (
        <Chart label={words.flow} option={option} height={room === 'narrow' ? 380 : 320} testId="flow-chart" />
      ) : (
        <FlowTable cells={flow.data ?? []} scope={scope} />
      )}
    </Panel>
  );
}
