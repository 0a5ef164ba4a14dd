import { QueryClient, type Query } from '@tanstack/react-query';
import { Failure } from './failure';
import { keys } from './keys';

/** Links to files, which orders and messages have, are good for 45 minutes. */
const LINKS_LAST = 40 * 60_000;

/** What is read of the server, and how. */
export function newQueries(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        // What is shown is kept current by the live stream, so coming back to a page needs no reading.
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: isWorthAnotherTry,
        networkMode: 'always',
        refetchOnReconnect: (query) => (hasFailed(query) ? 'always' : false),
      },
      mutations: { networkMode: 'always' },
    },
  });
  for (const withFiles of [keys.orders, keys.anyOrder]) {
    queries.setQueryDefaults(withFiles, { refetchInterval: LINKS_LAST, refetchIntervalInBackground: true });
  }
  return queries;
}

/** What a refusal says will not change by asking again; a server that cannot be reached may be back in a moment. */
function isWorthAnotherTry(attempt: number, failure: Error) {
  return attempt < 3 && !(failure instanceof Failure && failure.status < 500);
}

/** Reads what is shown and could not be read; for when the server can be reached again. */
export function readFailed(queries: QueryClient) {
  void queries.refetchQueries({ type: 'active', predicate: hasFailed });
}

function hasFailed({ state }: Pick<Query, 'state'>): boolean {
  return state.status === 'error';
}
