import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/app/App';
import { openSession } from '@/shared/api/session';
import '@/app/base.css';
import '@/app/panels.css';
import '@/app/tables.css';
import '@/app/live.css';
import '@/app/costs.css';
import '@/app/guide.css';

const root = document.getElementById('root');
if (root) {
  const failure = await openSession();
  createRoot(root).render(
    <StrictMode>
      <App failure={failure} />
    </StrictMode>,
  );
}
