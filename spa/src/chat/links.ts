/** A part of a text: words, or an address that can be opened. */
export type Part = { text: string; href?: string };

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"'`{}|\\^]+/gi;
/** What ends a sentence rather than an address. */
const TAIL = /[.,:;!?…»”)\]]+$/;

/** Finds addresses in what somebody has written. Only those of the web become links, whatever else is written. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    const href = hrefOf(address);
    if (href) {
      if (match.index > end) {
        parts.push({ text: text.slice(end, match.index) });
      }
      parts.push({ text: address, href });
      end = match.index + address.length;
    }
  }
  return end < text.length || !parts.length ? [...parts, { text: text.slice(end) }] : parts;
}

/** A bracket that closes one within the address belongs to it. */
function trimmed(address: string): string {
  const tail = address.match(TAIL)?.[0] ?? '';
  const kept = tail.startsWith(')') && address.includes('(') ? 1 : 0;
  return address.slice(0, address.length - tail.length + kept);
}

function hrefOf(address: string): string | undefined {
  try {
    const url = new URL(address.toLowerCase().startsWith('www.') ? `https://${address}` : address);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}
