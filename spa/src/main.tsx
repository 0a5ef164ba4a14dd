import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { loadMembers } from './app/gates';
import { startTexts } from './i18n/i18n';
import { wasSignedIn } from './session/tokens';

void startTexts().then(() => {
  if (wasSignedIn()) {
    // Meanwhile the server is asked who it is. Should this fail, it is tried again where it is needed.
    loadMembers().catch(() => undefined);
  }
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
