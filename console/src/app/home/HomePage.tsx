import { Skeleton } from 'antd';
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
import { brandFrom, useBrands } from '@/shared/scope/brand';
import { type Scope, scopeFrom } from '@/shared/scope/scope';
import { ProblemAlert } from '@/shared/ui/ProblemAlert';
import { Themed } from '@/app/Themed';
import { useScopeQuery } from '@/app/useScopeQuery';
import { NoBrand, NoData } from './Empty';
import { Toolbar } from './Toolbar';

/** The home page: the brand's consumer asset, what it is made of, and how it came about. */
export default function HomePage() {
  return (
    <Themed>
      <Home />
    </Themed>
  );
}

function Home() {
  const [query] = useScopeQuery();
  const brands = useBrands();
  if (brands.error) {
    return <ProblemAlert failure={brands.error} onRetry={() => void brands.refetch()} />;
  }
  if (brands.isPending) {
    return <Skeleton active paragraph={{ rows: 10 }} />;
  }
  const brand = brandFrom(query, brands.data);
  if (!brand) {
    return <NoBrand onRetry={() => void brands.refetch()} />;
  }
  const scope = scopeFrom(query, brand);
  return scope ? <Numbers scope={scope} /> : <NoData brand={brand} onRetry={() => void brands.refetch()} />;
}

function Numbers({ scope }: { scope: Scope }) {
  return (
    <>
      <Toolbar scope={scope} />
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
