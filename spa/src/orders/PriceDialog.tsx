import { zodResolver } from '@hookform/resolvers/zod';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { language } from '../i18n/i18n';
import { shown, toFields } from '../ui/forms';
import { useDraft } from '../ui/useDraft';
import { FormDialog } from './FormDialog';
import { useDialogStep, type StepDialogProps } from './useDialogStep';

const HIGHEST = 2_147_483_647;

/** What somebody has typed as a price, such as `2 500`; undefined if it is none. */
export function priceOf(typed: string): number | undefined {
  const digits = typed.replace(/[\s\u00a0\u202f]/g, '');
  const price = /^\d+$/.test(digits) ? Number(digits) : 0;
  return price >= 1 && price <= HIGHEST ? price : undefined;
}

/** The sign of a currency, as the reader writes it. */
function signOf(currency: string): string {
  return new Intl.NumberFormat(language(), { style: 'currency', currency }).formatToParts(0).find(({ type }) => type === 'currency')!.value;
}

export function PriceDialog(props: StepDialogProps) {
  const { t } = useTranslation();
  const schema = z.object({ total_price: z.string().trim().min(1, t('error.required')).refine((typed) => priceOf(typed) !== undefined, t('step.price.whole')) });
  const [draft, keep, forget] = useDraft(`price.${props.order.id}`, '');
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { total_price: draft } });
  useEffect(() => form.subscribe({ formState: { values: true }, callback: ({ values }) => keep(values.total_price) }), [form, keep]);
  const { take, isBusy, error } = useDialogStep(props, (failure) => toFields(form, failure));
  const send = form.handleSubmit(async ({ total_price }) => {
    if (await take({ action: 'set-price', body: { total_price: priceOf(total_price)! } })) {
      forget();
    }
  });
  return (
    <FormDialog title={t('step.price.title')} text={t('step.price.text')} submit={t('step.price.submit')} isBusy={isBusy} error={error} onSubmit={(event) => void send(event)} onClose={props.onClose}>
      <TextField
        label={t('step.price.label')}
        autoFocus
        autoComplete="off"
        {...form.register('total_price')}
        {...shown(form.formState.errors.total_price)}
        slotProps={{ htmlInput: { inputMode: 'numeric' }, input: { endAdornment: <InputAdornment position="end">{signOf(props.order.currency)}</InputAdornment> } }}
      />
    </FormDialog>
  );
}
