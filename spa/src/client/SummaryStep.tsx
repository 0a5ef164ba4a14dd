import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useState, type ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Facts } from '../orders/Facts';
import { UploadProgress } from '../ui/UploadProgress';
import type { OrderDraft } from './draft';

type Props = { photo: File | null; lost: string; progress: number | null; onCancel: () => void; onEdit: (step: number) => void };

/** Everything once more before it is sent. */
export function SummaryStep({ photo, lost, progress, onCancel, onEdit }: Props) {
  const { t } = useTranslation();
  const { brand, model, lock_type, has_pc, description } = useFormContext<OrderDraft>().getValues();
  return (
    <>
      <Part title={t('new.step1')} onEdit={() => onEdit(1)}>
        <Facts
          all={[
            [t('order.brand'), brand],
            [t('order.model'), model],
            [t('order.lock'), lock_type && t(`lock.${lock_type}`)],
            [t('order.pc'), has_pc ? t('order.pcYes') : t('order.pcNo')],
          ]}
        />
      </Part>
      <Divider />
      <Part title={t('new.step2')} onEdit={() => onEdit(2)}>
        <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{description}</Typography>
        {photo && <Photo file={photo} />}
        {lost && <Alert severity="warning">{t('new.photoLost', { name: lost })}</Alert>}
        {!photo && !lost && <Typography sx={{ color: 'text.secondary' }}>{t('new.noPhoto')}</Typography>}
      </Part>
      {progress !== null && <UploadProgress progress={progress} onCancel={onCancel} />}
    </>
  );
}

function Part({ title, onEdit, children }: { title: string; onEdit: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Stack sx={{ gap: 1.25 }}>
      <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
        <Typography variant="h3">{title}</Typography>
        <Button size="small" onClick={onEdit} aria-label={`${t('do.edit')}: ${title}`}>
          {t('do.edit')}
        </Button>
      </Stack>
      {children}
    </Stack>
  );
}

function Photo({ file }: { file: File }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address && <Box component="img" src={address} alt={t('order.photo')} sx={{ maxHeight: 260, maxWidth: '100%', borderRadius: 2, alignSelf: 'flex-start' }} />;
}
