import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import type ru from './ru';
import type ruOfAdmins from './ru/admins';
import type ruOfMembers from './ru/members';
import type ruOfPlatform from './ru/platform';

export type Language = 'ru' | 'en';
export const LANGUAGES: Language[] = ['ru', 'en'];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: typeof ru & typeof ruOfMembers & typeof ruOfAdmins & typeof ruOfPlatform };
  }
}

/** What an English text there has to be for: English has no `few` and no `many`. A missing one fails the build. */
export type English<Russian> = Record<Exclude<keyof Russian, `${string}_few` | `${string}_many`>, string>;

const SAVED = 'guildhall.language';

/** Whose texts they are. Only who reads them loads them. */
type Readers = 'everybody' | 'members' | 'admins' | 'platform';

const TEXTS: Record<Language, Record<Readers, () => Promise<{ default: Record<string, string> }>>> = {
  ru: { everybody: () => import('./ru'), members: () => import('./ru/members'), admins: () => import('./ru/admins'), platform: () => import('./ru/platform') },
  en: { everybody: () => import('./en'), members: () => import('./en/members'), admins: () => import('./en/admins'), platform: () => import('./en/platform') },
};
const readers = new Set<Readers>(['everybody']);

async function load(language: Language, of: Iterable<Readers>) {
  const loaded = await Promise.all([...of].map((each) => TEXTS[language][each]()));
  loaded.forEach(({ default: texts }) => i18n.addResourceBundle(language, 'translation', texts, true, true));
}

/** From now on, what only they read is there as well. */
export async function addTexts(of: Readers) {
  readers.add(of);
  await load(language(), [of]);
}

export async function startTexts() {
  const saved = localStorage.getItem(SAVED);
  const language: Language = saved === 'en' ? 'en' : 'ru';
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    partialBundledLanguages: true,
    resources: {},
    react: { useSuspense: false },
  });
  await load(language, readers);
  document.documentElement.lang = language;
  // Other tabs follow the one in which it was changed.
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === SAVED && LANGUAGES.some((each) => each === newValue)) {
      void speak(newValue as Language);
    }
  });
}

/** @returns what stops it */
export function onLanguage(listener: () => void): () => void {
  i18n.on('languageChanged', listener);
  return () => i18n.off('languageChanged', listener);
}

export async function speak(language: Language) {
  await load(language, readers);
  localStorage.setItem(SAVED, language);
  document.documentElement.lang = language;
  await i18n.changeLanguage(language);
}

export function language(): Language {
  return i18n.language === 'en' ? 'en' : 'ru';
}
