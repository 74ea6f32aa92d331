import { Skeleton } from 'antd';
import type { ComponentType } from 'react';
import { type Brand, brandFrom, useBrands } from '@/shared/scope/brand';
import { ProblemAlert } from '@/shared/ui/ProblemAlert';
import { NoBrand, UnknownBrand } from './home/Empty';
import { Themed } from './Themed';
import { useScopeQuery } from './useScopeQuery';

export interface BrandPageProps {
  readonly brand: Brand;
  readonly onRetry: () => void;
}

type BrandPage = ComponentType<BrandPageProps>;

/**
 * A page about the brand that the address names; says what to do where there is none. A page that is there stays when
 * brands cannot be asked for again: what it shows once, as a new key, would be lost.
 */
export function OfBrand({ page }: { page: BrandPage }) {
  const brands = useBrands();
  const retry = () => void brands.refetch();
  return (
    <Themed>
      {brands.error && (
        <div className="tb-notice">
          <ProblemAlert failure={brands.error} onRetry={retry} />
        </div>
      )}
      {brands.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {brands.data && <OneOf brands={brands.data} page={page} onRetry={retry} />}
    </Themed>
  );
}

interface OneOfProps {
  readonly brands: readonly Brand[];
  readonly page: BrandPage;
  readonly onRetry: () => void;
}

function OneOf({ brands, page: Page, onRetry }: OneOfProps) {
  const [query] = useScopeQuery();
  const brand = brandFrom(query, brands);
  const named = query.get('brand');
  if (brand) return <Page brand={brand} onRetry={onRetry} />;
  return named && brands.length > 0 ? (
    <UnknownBrand name={named} brands={brands} onRetry={onRetry} />
  ) : (
    <NoBrand onRetry={onRetry} />
  );
}
