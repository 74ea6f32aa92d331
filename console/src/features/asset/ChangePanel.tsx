import { useMemo } from 'react';
import { Chart } from '@/shared/charts/Chart';
import { difference, sumOf, units } from '@/shared/format/decimal';
import { type Figures, useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Panel } from '@/shared/ui/Panel';
import { useRoom } from '@/shared/ui/useRoom';
import { assetChangePath, assetPath, PARTS, type PartChange, useAsset, useAssetChange } from './api';
import { assetText, type AssetWords } from './text';
import { waterfall } from './waterfall';
import { waterfallOption } from './waterfallOption';

const NONE = '0.0000';

/** What changed in the asset between the two days, and why. */
export function ChangePanel({ scope }: { scope: Scope }) {
  const words = useText(assetText);
  const figures = useFigures(scope.brand.currency);
  const room = useRoom();
  const start = useAsset(scope, scope.from);
  const end = useAsset(scope, scope.to);
  const change = useAssetChange(scope);

  const [first, parts, last] = [start.data?.total ?? NONE, change.data, end.data?.total ?? NONE];
  const way = useMemo(
    () => waterfall({ name: scope.from, total: first }, parts ?? [], { name: scope.to, total: last }),
    [scope.from, scope.to, first, parts, last],
  );
  const option = useMemo(() => waterfallOption(way, { words, figures, room }), [way, words, figures, room]);
  const exact = units(way.rest) === 0n;
  return (
    <Panel
      title={words.why}
      subtitle={words.whySubtitle(scope.from, scope.to)}
      testId="asset-why"
      asked={{ ...asked(start, end, change), comparedDay: end.data && scope.from }}
      explanation={{
        formula: words.whyFormula,
        note: words.whyNote,
        numbers: [
          ...partRows(parts ?? [], words, figures),
          [words.change, figures.exactMoney(difference(last, first))],
        ],
        sources: [assetChangePath(scope), assetPath(scope, scope.from), assetPath(scope, scope.to)],
      }}
    >
      <Chart label={describe(parts ?? [], words, figures)} option={option} height={264} testId="asset-why-chart" />
      <p className="tb-footnote" data-testid="asset-why-check" data-exact={exact}>
        <span className={exact ? 'tb-up' : 'tb-down'}>
          {exact ? `✓ ${words.addsUp}` : `! ${words.doesNotAddUp(figures.exactMoney(way.rest))}`}
        </span>
        <span>{words.axisCut}</span>
      </p>
    </Panel>
  );
}

function partRows(parts: readonly PartChange[], words: AssetWords, figures: Figures): [string, string][] {
  const change = (part: string) => parts.find((each) => each.part === part)?.change ?? NONE;
  return [
    ...PARTS.map((part): [string, string] => [
      `${words.parts[part]} (${words.partsLong[part]})`,
      figures.exactMoney(change(part)),
    ]),
    [words.sum, figures.exactMoney(sumOf(parts.map((each) => each.change)))],
  ];
}

function describe(parts: readonly PartChange[], words: AssetWords, figures: Figures): string {
  const said = PARTS.map((part) => {
    const change = parts.find((each) => each.part === part)?.change ?? NONE;
    return `${words.parts[part]} ${figures.signedMoney(change)}`;
  });
  return `${words.why}: ${said.join(', ')}`;
}
