import { AssetHero } from '@/features/asset/AssetHero';
import { AssetTrendPanel } from '@/features/asset/AssetTrendPanel';
import { ChangePanel } from '@/features/asset/ChangePanel';
import { DeepenCard } from '@/features/flow/DeepenCard';
import { FlowPanel } from '@/features/flow/FlowPanel';
import { ConsumersCard } from '@/features/ladder/ConsumersCard';
import { LadderPanel } from '@/features/ladder/LadderPanel';
import { ReservoirCard } from '@/features/ladder/ReservoirCard';
import { StageTrendPanel } from '@/features/ladder/StageTrendPanel';
import { NetSalesCard } from '@/features/sales/NetSalesCard';
import { SalesPanel } from '@/features/sales/SalesPanel';
import { type Scope, scopeFrom } from '@/shared/scope/scope';
import { type BrandPageProps, OfBrand } from '@/app/OfBrand';
import { useScopeQuery } from '@/app/useScopeQuery';
import { NoData, NoLadder } from './Empty';
import { LadderFaults } from './LadderFaults';
import { LinkNotice } from './LinkNotice';
import { NotSeenYet } from './NotSeenYet';
import { QuietDays } from './QuietDays';
import { Toolbar } from './Toolbar';

/** The home page: the brand's consumer asset, what it is made of, and how it came about. */
export default function HomePage() {
  return <OfBrand page={Home} />;
}

function Home({ brand, onRetry }: BrandPageProps) {
  const [query] = useScopeQuery();
  const scope = scopeFrom(query, brand);
  if (scope) return <Numbers scope={scope} />;
  const Missing = brand.last_day ? NoLadder : NoData;
  return <Missing brand={brand} onRetry={onRetry} />;
}

function Numbers({ scope }: { scope: Scope }) {
  return (
    <>
      <Toolbar scope={scope} />
      <NotSeenYet brand={scope.brand} />
      <LadderFaults brand={scope.brand} />
      <LinkNotice scope={scope} />
      <QuietDays scope={scope} />
      <div className="tb-grid" data-testid="home">
        <div className="tb-headline">
          <AssetHero scope={scope} />
          <ConsumersCard scope={scope} />
          <DeepenCard scope={scope} />
          <ReservoirCard scope={scope} />
          <NetSalesCard scope={scope} />
        </div>
        <div className="tb-row tb-row-left">
          <AssetTrendPanel scope={scope} />
          <ChangePanel scope={scope} />
        </div>
        <div className="tb-row">
          <LadderPanel scope={scope} />
          <FlowPanel scope={scope} />
        </div>
        <div className="tb-row">
          <StageTrendPanel scope={scope} />
          <SalesPanel scope={scope} />
        </div>
      </div>
    </>
  );
}
