import { lazy, Suspense } from 'react';
import { NavLink, Outlet } from 'react-router';
import { useLanguage, useText } from '@/shared/i18n/language';
import { type Brand, brandFrom, useBrands } from '@/shared/scope/brand';
import { Choice } from '@/shared/ui/Choice';
import { appText } from './text';
import { useScopeQuery } from './useScopeQuery';

const ProblemAlert = lazy(async () => ({ default: (await import('@/shared/ui/ProblemAlert')).ProblemAlert }));

const PAGES = ['', 'costs', 'live', 'connect'] as const;

const brandQuery = (brand: Brand | undefined): string => (brand ? `?brand=${encodeURIComponent(brand.name)}` : '');

/** The header that every page stands under: brand, language and how fresh the data are. */
export function Shell({ failure }: { failure: Error | null }) {
  const words = useText(appText);
  const { language, choose } = useLanguage();
  const [query, change] = useScopeQuery();
  const brands = useBrands().data ?? [];
  const brand = brandFrom(query, brands);
  return (
    <>
      <a className="tb-skip" href="#content">
        {words.skip}
      </a>
      <header className="tb-header">
        <div className="tb-header-inside">
          <a className="tb-logo" href="/" aria-label="Tidebank">
            <img src="/tidebank.svg" alt="" width={28} height={28} />
            <span>Tidebank</span>
          </a>
          {brand && (
            <Choice
              label={words.brand}
              testId="brand-select"
              value={brand.name}
              onChange={(name) => {
                change({ brand: name, ladder: undefined, from: undefined, to: undefined });
              }}
              options={brands.map(({ name }) => ({ value: name, label: name }))}
            />
          )}
          <nav className="tb-nav" aria-label={words.pages}>
            {PAGES.map((page) => (
              <NavLink key={page} to={{ pathname: `/${page}`, search: brandQuery(brand) }} end data-testid={`nav-${page || 'home'}`}>
                {words.nav[page || 'home']}
              </NavLink>
            ))}
          </nav>
          <span className="tb-space" />
          {brand?.last_day && (
            <span className="tb-fresh" data-testid="as-of">
              {words.upToDate} <time dateTime={brand.last_day}>{brand.last_day}</time>
            </span>
          )}
          <button
            type="button"
            className="tb-language"
            aria-label={`${words.language}: ${words.other}`}
            data-testid="language-switch"
            onClick={() => {
              choose(language === 'zh' ? 'en' : 'zh');
            }}
          >
            <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{words.other}</span>
          </button>
        </div>
      </header>
      <main id="content" className="tb-main" tabIndex={-1}>
        <Suspense fallback={<div className="tb-page-wait" />}>
          {failure && <ProblemAlert failure={failure} />}
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}
