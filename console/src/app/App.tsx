import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, useEffect, useState } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { queryClient } from '@/shared/api/queryClient';
import { firstLanguage, type Language, LanguageContext, rememberLanguage } from '@/shared/i18n/language';
import { Shell } from './Shell';

const HomePage = lazy(() => import('./home/HomePage'));
const LivePage = lazy(() => import('./live/LivePage'));
const NoPage = lazy(async () => ({ default: (await import('./home/Empty')).NoPage }));
const CostsPage = lazy(() => import('./costs/CostsPage'));
const GuidePage = lazy(() => import('./guide/GuidePage'));
const ConnectPage = lazy(() => import('./connect/ConnectPage'));

/** The console: what surrounds every page, and where the pages are; a failure to open it stands above them all. */
export function App({ failure = null }: { failure?: Error | null }) {
  const [queries] = useState(queryClient);
  const [language, setLanguage] = useState<Language>(firstLanguage);

  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);

  const choose = (chosen: Language) => {
    rememberLanguage(chosen);
    setLanguage(chosen);
  };

  return (
    <LanguageContext value={{ language, choose }}>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Routes>
            <Route element={<Shell failure={failure} />}>
              <Route index element={<HomePage />} />
              <Route path="costs" element={<CostsPage />} />
              <Route path="guides/costs" element={<GuidePage />} />
              <Route path="live" element={<LivePage />} />
              <Route path="connect" element={<ConnectPage />} />
              <Route path="*" element={<NoPage />} />
            </Route>
          </Routes>
        </BrowserRouter>
      </QueryClientProvider>
    </LanguageContext>
  );
}
