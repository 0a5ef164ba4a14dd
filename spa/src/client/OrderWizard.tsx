import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { newKey, upload } from '../api/client';
import { keys } from '../api/keys';
import type { Order } from '../live/frames';
import { toFields } from '../ui/forms';
import { ErrorAlert } from '../ui/states';
import { useDraft } from '../ui/useDraft';
import { DeviceStep } from './DeviceStep';
import { draftSchema, EMPTY_DRAFT, FIELDS, firstOpenStep, formOf, STEPS, type OrderDraft } from './draft';
import { ProblemStep } from './ProblemStep';
import { SummaryStep } from './SummaryStep';
import { WizardSteps } from './WizardSteps';

/**
 * Three steps to an order. The step is in the address, so the browser's back and forward go through them; what is typed survives a reload,
 * and sending it again after a broken connection files it once.
 *
 * @param like what the form begins with
 * @param name of the draft
 */
export function OrderWizard({ like = EMPTY_DRAFT, name = 'new-order' }: { like?: OrderDraft; name?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [query, setQuery] = useSearchParams();
  const [draft, keepDraft, forgetDraft] = useDraft<OrderDraft>(name, like);
  const [photo, setPhoto] = useState<File | null>(null);
  const [photoName, keepPhotoName, forgetPhotoName] = useDraft(`${name}.photo`, '');
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [key, keepKey, forgetKey] = useDraft(`${name}.key`, { content: '', value: '' });
  const sending = useRef<AbortController>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const schema = draftSchema({ required: t('error.required'), chooseLock: t('new.chooseLock'), tooLong: (max) => t('error.tooLong', { max }) });
  const form = useForm<OrderDraft>({ resolver: zodResolver(schema), defaultValues: draft, mode: 'onTouched' });
  const step = Math.min(Math.max(Number(query.get('step')) || 1, 1), firstOpenStep(form.getValues()));
  const isLast = step === STEPS;
  /** Files do not survive a reload; whoever had chosen one is told. */
  const lostPhoto = photo ? '' : photoName;

  useEffect(() => form.subscribe({ formState: { values: true }, callback: ({ values }) => keepDraft(values) }), [form, keepDraft]);

  const go = (to: number) => {
    query.set('step', String(to));
    setQuery(query);
  };
  const shownStep = useRef(step);
  useEffect(() => {
    if (shownStep.current !== step) {
      shownStep.current = step;
      heading.current?.focus();
    }
  }, [step]);

  /** The same order has the same name, however often it is sent, also after a reload. */
  const keyOf = (values: OrderDraft) => {
    const content = JSON.stringify([values, photo?.name, photo?.size, photo?.lastModified]);
    if (key.content === content) {
      return key.value;
    }
    const value = newKey();
    keepKey({ content, value });
    return value;
  };
  const send = form.handleSubmit(async (values) => {
    setError(null);
    setProgress(0);
    sending.current = new AbortController();
    const { signal } = sending.current;
    try {
      const order = await upload<Order>('/appointments/', formOf(values, photo), { progress: setProgress, key: keyOf(values), signal });
      forgetKey();
      forgetDraft();
      forgetPhotoName();
      void queries.invalidateQueries({ queryKey: keys.orders });
      void queries.invalidateQueries({ queryKey: keys.dashboard });
      await navigate(`/orders/${order.id}`, { replace: true, state: { filed: true } });
    } catch (failure) {
      setProgress(null);
      if (signal.aborted) {
        return;
      }
      setError(toFields(form, failure));
      go(firstOpenStepWithErrors());
    }
  });
  /** Refused fields are on the step that asks for them. */
  const firstOpenStepWithErrors = () => {
    const at = FIELDS.findIndex((fields) => fields.some((field) => form.getFieldState(field).error));
    return at < 0 ? step : at + 1;
  };
  const advance = async () => {
    if (isLast) {
      await send();
    } else if (await form.trigger(FIELDS[step - 1], { shouldFocus: true })) {
      go(step + 1);
    }
  };

  return (
    <FormProvider {...form}>
      <WizardSteps step={step} />
      <Card
        component="form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void advance();
        }}
      >
        <CardContent sx={{ p: { xs: 2, sm: 3 }, '&:last-child': { pb: { xs: 2, sm: 3 } } }}>
          <Typography variant="h2" ref={heading} tabIndex={-1} sx={{ mb: 2, outline: 'none !important' }}>
            {t(`new.step${step as 1 | 2 | 3}.title`)}
          </Typography>
          <Stack sx={{ gap: 2.5 }}>
            <ErrorAlert error={error} />
            {step === 1 && <DeviceStep />}
            {step === 2 && (
              <ProblemStep
                photo={photo}
                lost={lostPhoto}
                onPhoto={(chosen) => {
                  setPhoto(chosen);
                  keepPhotoName(chosen?.name ?? '');
                }}
              />
            )}
            {isLast && <SummaryStep photo={photo} lost={lostPhoto} progress={progress} onCancel={() => sending.current?.abort()} onEdit={go} />}
            <Stack direction="row" sx={{ justifyContent: 'space-between', gap: 1 }}>
              {step > 1 ? (
                <Button onClick={() => go(step - 1)} disabled={progress !== null}>
                  {t('do.back')}
                </Button>
              ) : (
                <span />
              )}
              <Button type="submit" variant="contained" size="large" loading={progress !== null}>
                {isLast ? t('new.send') : t('do.continue')}
              </Button>
            </Stack>
          </Stack>
        </CardContent>
      </Card>
    </FormProvider>
  );
}
