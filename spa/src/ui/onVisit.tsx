import { lazy, useEffect, useState, type ComponentType } from 'react';
import { Offline } from '../api/failure';
import { reloadIfReachable } from './reload';
import { ErrorState } from './states';

/**
 * A page, or what is around all pages: loaded when somebody goes there. `lazy` alone would never try again what could not be loaded once; here it is tried
 * when the network is back, when its reader comes back, and when they want it.
 */
export function onVisit(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: retrying(load) };
    }
  });
}

function retrying(load: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | null = null;
  return function Retrying() {
    const [Content, setContent] = useState(() => loaded);
    const attempt = async () => {
      loaded = await load();
      setContent(() => loaded);
    };
    useEffect(() => {
      const again = () => void attempt().catch(() => undefined);
      again();
      window.addEventListener('online', again);
      return () => window.removeEventListener('online', again);
      // It does the same at any time.
    }, []);
    // A server that is there and does not have it has a newer version.
    return Content ? <Content /> : <ErrorState error={new Offline()} onRetry={() => void attempt().catch(reloadIfReachable)} />;
  };
}
