import { useState } from 'react';

/**
 * A link to a file that stays the same as long as it is good. The server signs a new one every now and then, and a document somebody reads would be loaded
 * again, from its first page, with each.
 */
export function useSteadyLink(url: string): string {
  const [kept, setKept] = useState(url);
  const link = fileOf(kept) === fileOf(url) && !isExpired(kept) ? kept : url;
  if (link !== kept) {
    setKept(link);
  }
  return link;
}

function fileOf(url: string): string {
  return url.split('?')[0]!;
}

/** One that does not say when it expires is good for ever. */
function isExpired(url: string): boolean {
  const expires = new URL(url, location.origin).searchParams.get('expires');
  return expires !== null && Number(expires) * 1000 <= Date.now();
}
