import { useTranslation } from 'react-i18next';
import { number } from '../../ui/format';

/** How long something takes, in the largest unit that says enough. */
export function useSpan(): (seconds: number) => string {
  const { t } = useTranslation();
  return (seconds) =>
    seconds < 60
      ? t('person.seconds', { value: number(seconds) })
      : seconds < 3600
        ? t('person.minutes', { value: number(seconds / 60) })
        : t('person.hours', { value: number(seconds / 3600, 1) });
}
