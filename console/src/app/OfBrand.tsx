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

/** A page about the brand that the address names; says what to do where there is none. */
export function OfBrand({ page: Page }: { page: ComponentType<BrandPageProps> }) {
  const [query] = useScopeQuery();
  const brands = useBrands();
  const retry = () => void brands.refetch();
  const brand = brands.data && brandFrom(query, brands.data);
  const named = query.get('brand');
  return (
    <Themed>
      {brands.error ? (
        <ProblemAlert failure={brands.error} onRetry={retry} />
      ) : brands.isPending ? (
        <Skeleton active paragraph={{ rows: 10 }} />
      ) : brand ? (
        <Page brand={brand} onRetry={retry} />
      ) : named && brands.data.length > 0 ? (
        <UnknownBrand name={named} brands={brands.data} onRetry={retry} />
      ) : (
        <NoBrand onRetry={retry} />
      )}
    </Themed>
  );
}
