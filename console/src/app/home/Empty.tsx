import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { Command } from '@/shared/ui/Command';
import { appText } from '@/app/text';
import { LadderFaults } from './LadderFaults';

/** What to do on the first day. */
export function NoBrand({ onRetry }: { onRetry: () => void }) {
  const words = useText(appText);
  return (
    <Start title={words.noBrandTitle} what={words.noBrand} onRetry={onRetry} testId="empty-no-brand">
      <Command line="./tidebank init --brand my-shop --zone Asia/Shanghai --currency CNY" />
      <Command line="./tidebank demo" />
    </Start>
  );
}

/** The address names a brand that is not there, or not for whoever looks: others' numbers would be taken for its. */
export function UnknownBrand({ name, brands, onRetry }: UnknownBrandProps) {
  const words = useText(appText);
  return (
    <Start title={words.unknownBrandTitle(name)} what={words.unknownBrand} onRetry={onRetry} testId="empty-unknown-brand">
      <p>
        {brands.map((brand) => (
          <Link key={brand.name} className="tb-other-brand" to={`?brand=${encodeURIComponent(brand.name)}`}>
            {brand.name}
          </Link>
        ))}
      </p>
    </Start>
  );
}

interface UnknownBrandProps {
  readonly name: string;
  readonly brands: readonly Brand[];
  readonly onRetry: () => void;
}

/** A page that is none. */
export function NoPage() {
  const words = useText(appText);
  return (
    <section className="tb-start" data-testid="no-page">
      <img src="/tidebank.svg" alt="" width={56} height={56} />
      <h1>{words.noPageTitle}</h1>
      <p>
        <Link to="/">{words.page}</Link>
      </p>
    </section>
  );
}

/** What to do when a brand is there but nothing in it. */
export function NoData({ brand, onRetry }: { brand: Brand; onRetry: () => void }) {
  const words = useText(appText);
  return (
    <Start title={words.noDataTitle(brand.name)} what={words.noData} onRetry={onRetry} testId="empty-no-data">
      <Command line={`./tidebank import FILE... --brand ${brand.name}`} />
      <p>
        {words.connectInstead} <Link to={`/connect?brand=${encodeURIComponent(brand.name)}`}>{words.connect}</Link>
      </p>
    </Start>
  );
}

/** What to do when there are data but no ladder to put them on: its file is at fault, or none is named. */
export function NoLadder({ brand, onRetry }: { brand: Brand; onRetry: () => void }) {
  const words = useText(appText);
  return (
    <Start title={words.noLadderTitle(brand.name)} what={words.noLadder} onRetry={onRetry} testId="empty-no-ladder">
      <LadderFaults brand={brand} />
      <Command line={`./tidebank doctor --brand ${brand.name}`} />
      <Command line={`./tidebank refresh --brand ${brand.name}`} />
    </Start>
  );
}

interface StartProps {
  readonly title: string;
  readonly what: string;
  readonly onRetry: () => void;
  readonly testId: string;
  readonly children: ReactNode;
}

function Start({ title, what, onRetry, testId, children }: StartProps) {
  const words = useText(appText);
  return (
    <section className="tb-start" data-testid={testId}>
      <img src="/tidebank.svg" alt="" width={56} height={56} />
      <h1>{title}</h1>
      <p>{what}</p>
      {children}
      <Button type="primary" onClick={onRetry}>
        {words.again}
      </Button>
    </section>
  );
}
