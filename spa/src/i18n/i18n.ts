import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import type ru from './ru';
import type ruOfAdmins from './ru/admin';

export type Language = 'ru' | 'en';
export const LANGUAGES: Language[] = ['ru', 'en'];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: typeof ru & typeof ruOfAdmins };
  }
}

/** What an English text there has to be for: English has no `few` and no `many`. A missing one fails the build. */
export type English<Russian> = Record<Exclude<keyof Russian, `${string}_few` | `${string}_many`>, string>;

const SAVED = 'guildhall.language';

let isForAdmins = false;

/** Loads the texts of a language, which only those who read it do; and those of admins, when there is one. */
async function load(language: Language) {
  const { default: texts } = language === 'ru' ? await import('./ru') : await import('./en');
  i18n.addResourceBundle(language, 'translation', texts, true, true);
  if (isForAdmins) {
    const { default: more } = language === 'ru' ? await import('./ru/admin') : await import('./en/admin');
    i18n.addResourceBundle(language, 'translation', more, true, true);
  }
}

/** From now on, what only admins read is there as well. */
export async function addTextsOfAdmins() {
  isForAdmins = true;
  await load(language());
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
  await load(language);
  document.documentElement.lang = language;
}

export async function speak(language: Language) {
  await load(language);
  localStorage.setItem(SAVED, language);
  document.documentElement.lang = language;
  await i18n.changeLanguage(language);
}

export function language(): Language {
  return i18n.language === 'en' ? 'en' : 'ru';
}
