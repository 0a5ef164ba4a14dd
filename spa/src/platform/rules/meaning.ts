import type { Language } from '../../i18n/i18n';
import type { Catalogue } from './queries';

/** What an event of this type is, in words; nothing of one that the server does not know, such as one of a rule's own. */
export function meaningOf(catalogue: Catalogue | undefined, type: string, language: Language): string | undefined {
  return catalogue?.events.find((event) => event.type === type)?.meaning[language];
}
