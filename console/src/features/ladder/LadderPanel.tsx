import { palette } from '@/shared/charts/palette';
import { useFigures } from '@/shared/format/figures';
import { sentences, useLanguage, useText } from '@/shared/i18n/language';
import { OUT } from '@/shared/scope/brand';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Panel } from '@/shared/ui/Panel';
import { stagesPath, useStages, useStageValues, valuesPath } from './api';
import { LadderTable } from './LadderTable';
import { countOf, onLadder, type Rung, rungs } from './rungs';
import { ladderText } from './text';

/** The ladder as a pyramid: who stands where, what they are worth, and what changed. */
export function LadderPanel({ scope }: { scope: Scope }) {
  const { language } = useLanguage();
  const words = useText(ladderText);
  const figures = useFigures(scope.brand.currency);
  const start = useStages(scope, scope.from);
  const end = useStages(scope, scope.to);
  const values = useStageValues(scope);
  const counts = { start: start.data ?? [], end: end.data ?? [], values: values.data ?? [] };
  const out: Rung = {
    code: OUT,
    name: words.out,
    color: palette.out,
    consumers: countOf(counts.end, OUT),
    share: counts.end.find(({ stage }) => stage === OUT)?.share ?? 0,
    change: countOf(counts.end, OUT) - countOf(counts.start, OUT),
    perConsumer: undefined,
  };
  return (
    <Panel
      title={words.ladder}
      subtitle={words.ladderSubtitle(scope.to)}
      testId="ladder"
      asked={asked(start, end)}
      explanation={{
        formula: words.consumersFormula,
        note: sentences(language, words.consumersNote, words.shareNote),
        numbers: [
          [`${words.total} ${scope.from}`, figures.exactCount(onLadder(counts.start))],
          [`${words.total} ${scope.to}`, figures.exactCount(onLadder(counts.end))],
        ],
        sources: [stagesPath(scope, scope.to), stagesPath(scope, scope.from), valuesPath(scope)],
      }}
    >
      <LadderTable rungs={rungs(scope.ladder, counts, language)} out={out} scope={scope} />
    </Panel>
  );
}
