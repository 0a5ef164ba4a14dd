import i18n from 'i18next';
import { expect, it, vi } from 'vitest';
import { language, onLanguage, speak, startTexts } from './i18n';

it('is changed in all tabs', async () => {
  localStorage.clear();
  await startTexts();
  const heard = vi.fn();
  onLanguage(heard);
  await speak('en');
  expect([language(), localStorage.getItem('guildhall.language')]).toEqual(['en', 'en']);
  expect(heard).toHaveBeenCalledOnce();

  window.dispatchEvent(new StorageEvent('storage', { key: 'guildhall.language', newValue: 'ru' }));
  await vi.waitFor(() => expect(language()).toBe('ru'));
  expect(document.documentElement.lang).toBe('ru');
  expect(i18n.t('do.save')).toBe('Сохранить');
  expect(heard).toHaveBeenCalledTimes(2);
});
