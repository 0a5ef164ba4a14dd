import DownloadRounded from '@mui/icons-material/DownloadRounded';
import FolderZipOutlined from '@mui/icons-material/FolderZipOutlined';
import InsertDriveFileOutlined from '@mui/icons-material/InsertDriveFileOutlined';
import PictureAsPdfOutlined from '@mui/icons-material/PictureAsPdfOutlined';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FileView, isImage } from '../ui/FileView';
import { kindOf, type Kind } from './files';

export const FILE_ICONS: Record<Kind, ReactElement> = {
  pdf: <PictureAsPdfOutlined />,
  archive: <FolderZipOutlined />,
  text: <InsertDriveFileOutlined />,
  other: <InsertDriveFileOutlined />,
};

/** A file that was sent: an image to be enlarged, anything else to be opened. */
export function Attachment({ url, from }: { url: string; from: string }) {
  const { t } = useTranslation();
  const kind = kindOf(url);
  return isImage(url) ? (
    <Box sx={{ my: 0.25, mx: -0.5, minHeight: 48, '& button': { borderRadius: '12px' } }}>
      <FileView url={url} alt={t('chat.imageFrom', { name: from })} height={240} />
    </Box>
  ) : (
    <Link href={url} target="_blank" rel="noreferrer" underline="hover" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, py: 0.5, fontWeight: 600 }}>
      {FILE_ICONS[kind]}
      {t(`chat.file.${kind}`)}
      <DownloadRounded sx={{ fontSize: 18 }} />
    </Link>
  );
}
