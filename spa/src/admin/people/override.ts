import i18n from 'i18next';
import * as z from 'zod';

const YEAR = 365 * 86_400_000;

/** What is typed to set a score by hand. Made when it is needed: its words are in the language of the reader. */
export function overrideForm(now = Date.now) {
  return z.object({
    score: z
      .string()
      .trim()
      .regex(/^\d{1,3}$/, i18n.t('override.range'))
      .refine((typed) => Number(typed) <= 100, i18n.t('override.range')),
    reason: z.string().trim().min(1, i18n.t('error.required')).max(1000, i18n.t('error.tooLong', { max: 1000 })),
    expires_at: z.string().refine((typed) => {
      const away = new Date(typed).getTime() - now();
      return away > 0 && away <= YEAR;
    }, i18n.t('override.untilWrong')),
  });
}

export type OverrideForm = z.infer<ReturnType<typeof overrideForm>>;

/** As `datetime-local` wants it: in the reader's own time, to the minute. */
export function toLocalInput(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
