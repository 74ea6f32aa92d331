import { Skeleton } from 'antd';
import { lazy, Suspense, useRef, useState } from 'react';
import { type Cut, CUTS, type Extent, type Opened, useExtent } from '@/features/costs/api';
import { BreakdownPanel } from '@/features/costs/BreakdownPanel';
import { CountCard, PerDayCard } from '@/features/costs/CountCards';
import { CurrencyNote } from '@/features/costs/CurrencyNote';
import { NoCosts } from '@/features/costs/NoCosts';
import { costScopeFrom } from '@/features/costs/period';
import { RateCard } from '@/features/costs/RateCard';
import { SpendHero } from '@/features/costs/SpendHero';
import { SpendPanel } from '@/features/costs/SpendPanel';
import { TouchpointsPanel } from '@/features/costs/TouchpointsPanel';
import { type CostProps, usePeriod } from '@/features/costs/usePeriod';
import { useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { ProblemAlert } from '@/shared/ui/ProblemAlert';
import { type BrandPageProps, OfBrand } from '@/app/OfBrand';
import { appText } from '@/app/text';
import { useScopeQuery } from '@/app/useScopeQuery';
import { CostsToolbar } from './CostsToolbar';

const BehindDrawer = lazy(() => import('@/features/costs/BehindDrawer'));

/** What ads cost: how much, when, where, for what, and who says so. */
export default function CostsPage() {
  return <OfBrand page={Costs} />;
}

function Costs({ brand }: BrandPageProps) {
  const words = useText(appText);
  const extent = useExtent(brand.name);
  const retry = () => void extent.refetch();
  return (
    <>
      {extent.error && (
        <div className="tb-notice">
          <ProblemAlert failure={extent.error} onRetry={retry} />
        </div>
      )}
      {extent.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {extent.data && <Numbers key={brand.name} brand={brand} extent={extent.data} />}
      {extent.data === null && <NoCosts brand={brand} again={words.again} onRetry={retry} />}
    </>
  );
}

function Numbers({ brand, extent }: { brand: Brand; extent: Extent }) {
  const words = useText(appText);
  const [query, change] = useScopeQuery();
  const [opened, setOpened] = useState<Opened>();
  const opener = useRef<Element>(null);
  const open = (what: Opened) => {
    opener.current = document.activeElement;
    setOpened(what);
  };
  const close = () => {
    setOpened(undefined);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  const scope = costScopeFrom(query, extent);
  const cut = CUTS.find((each) => each === query.get('by')) ?? 'play';
  return (
    <>
      <CostsToolbar scope={scope} />
      <div className="tb-grid" data-testid="costs">
        <CurrencyNote brand={brand} scope={scope} />
        <Headline
          brand={brand}
          scope={scope}
          onOpen={() => {
            open({ title: words.costsPage });
          }}
        />
        <div className="tb-row tb-row-left">
          <SpendPanel brand={brand} scope={scope} />
          <TouchpointsPanel brand={brand} scope={scope} onOpen={open} />
        </div>
        <BreakdownPanel
          key={cut}
          brand={brand}
          scope={scope}
          cut={cut}
          onCut={(by: Cut) => {
            change({ by });
          }}
          onOpen={open}
        />
      </div>
      <Suspense>
        {opened && (
          <BehindDrawer
            brand={brand}
            span={scope}
            opened={opened}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}

/** The figures that come of one question: where that has no answer, it is said once. */
function Headline({ brand, scope, onOpen }: CostProps & { readonly onOpen: () => void }) {
  const { failure, setback, retry } = usePeriod({ brand, scope }).asked;
  if (failure) return <ProblemAlert failure={failure} onRetry={retry} />;
  return (
    <>
      {setback && <ProblemAlert failure={setback} onRetry={retry} />}
      <div className="tb-cost-headline">
        <SpendHero brand={brand} scope={scope} onOpen={onOpen} />
        <PerDayCard brand={brand} scope={scope} />
        <CountCard brand={brand} scope={scope} count="impressions" />
        <CountCard brand={brand} scope={scope} count="clicks" />
        <RateCard brand={brand} scope={scope} rate="ctr" />
        <RateCard brand={brand} scope={scope} rate="cpm" />
        <RateCard brand={brand} scope={scope} rate="cpc" />
      </div>
    </>
  );
}
