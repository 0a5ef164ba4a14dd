import DownloadRounded from '@mui/icons-material/DownloadRounded';
import PictureAsPdfOutlined from '@mui/icons-material/PictureAsPdfOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnlargedProps } from './Enlarged';
import { onDemand } from './onDemand';
import { useSteadyLink } from './useSteadyLink';

const Enlarged = onDemand<EnlargedProps>(async () => (await import('./Enlarged')).Enlarged);

export function isImage(url: string): boolean {
  return /\.(png|jpe?g|gif|webp)(\?|$)/i.test(url);
}

export function fileName(url: string): string {
  return decodeURIComponent(new URL(url, location.origin).pathname.split('/').pop() ?? '');
}

/** A file of an order: an image to be enlarged, a PDF within the page, anything else to be downloaded. */
export function FileView({ url, alt, height = 220 }: { url: string; alt: string; height?: number }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const steady = useSteadyLink(url);
  if (/\.pdf(\?|$)/i.test(url)) {
    return (
      <Box>
        <Box component="iframe" src={steady} title={alt} sx={{ width: '100%', height: height * 1.6, border: 1, borderColor: 'divider', borderRadius: 2 }} />
        <Button component="a" href={url} target="_blank" rel="noreferrer" startIcon={<PictureAsPdfOutlined />}>
          {t('do.open')}
        </Button>
      </Box>
    );
  }
  if (!isImage(url)) {
    return (
      <Button component="a" href={url} target="_blank" rel="noreferrer" startIcon={<DownloadRounded />}>
        {fileName(url)}
      </Button>
    );
  }
  return (
    <>
      <ButtonBase onClick={() => setOpen(true)} aria-label={`${t('file.zoom')}: ${alt}`} sx={{ borderRadius: 2, overflow: 'hidden', display: 'block', border: 1, borderColor: 'divider' }}>
        <Box component="img" src={steady} alt={alt} loading="lazy" sx={{ display: 'block', maxWidth: '100%', maxHeight: height, objectFit: 'contain' }} />
      </ButtonBase>
      <Enlarged url={steady} alt={alt} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
