import CloudOffRounded from '@mui/icons-material/CloudOffRounded';
import ErrorOutlineRounded from '@mui/icons-material/ErrorOutlineRounded';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure, Offline } from '../api/failure';

/** What went wrong with something that was done, in words, with a way on. */
export function useFailureWords(): (failure: unknown) => { title: string; text: string } {
  const { t } = useTranslation();
  return (failure) => {
    if (failure instanceof Offline) {
      return { title: t('error.offline'), text: t('error.notSent') };
    }
    if (failure instanceof Failure && failure.detail) {
      const fields = Object.values(failure.fields).join(' ');
      const wait = failure.retryAfter ? t('error.wait', { count: failure.retryAfter }) : '';
      return { title: t('error.failed'), text: [failure.detail, fields === failure.detail ? '' : fields, wait].filter(Boolean).join(' ') };
    }
    return { title: t('error.failed'), text: t('error.unknown') };
  };
}

/** In place of a page or of a part of it, which is read again by itself when the network is back. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const words = useFailureWords()(error);
  const isOffline = error instanceof Offline;
  return (
    <Centered
      role="alert"
      icon={isOffline ? <CloudOffRounded /> : <ErrorOutlineRounded />}
      title={words.title}
      text={isOffline ? t('error.offlineText') : words.text}
      action={onRetry && <Button onClick={onRetry}>{t('error.retry')}</Button>}
      small={error instanceof Failure && error.requestId ? t('error.requestId', { id: error.requestId }) : undefined}
    />
  );
}

/** Above a form that was refused. Nothing when there is nothing wrong. */
export function ErrorAlert({ error }: { error: unknown }) {
  const words = useFailureWords();
  return error ? <Alert severity="error">{words(error).text}</Alert> : null;
}

/** Where there is nothing yet: says what it would be, and what to do next. */
export function EmptyState(props: EmptyProps) {
  const { title, isPage } = props;
  useEffect(() => {
    if (isPage) {
      document.title = `${title} · Guildhall`;
    }
  }, [title, isPage]);
  return <Centered {...props} />;
}

type EmptyProps = {
  icon: ReactNode;
  title: string;
  text?: string;
  action?: ReactNode;
  /** Whether this is all there is on the page. */
  isPage?: boolean;
};
type CenteredProps = EmptyProps & { small?: string; role?: string };

function Centered({ icon, title, text, action, isPage, small, role }: CenteredProps) {
  return (
    <Stack role={role} sx={{ alignItems: 'center', textAlign: 'center', gap: 1.5, py: 6, px: 2 }}>
      <Box
        aria-hidden
        sx={{
          width: 64,
          height: 64,
          borderRadius: '20px',
          display: 'grid',
          placeItems: 'center',
          color: 'primary.main',
          bgcolor: 'color-mix(in srgb, var(--mui-palette-primary-main) 12%, transparent)',
          '& svg': { fontSize: 32 },
        }}
      >
        {icon}
      </Box>
      <Typography variant="h2" component={isPage ? 'h1' : 'p'}>
        {title}
      </Typography>
      {text && <Typography sx={{ color: 'text.secondary', maxWidth: 440 }}>{text}</Typography>}
      {action}
      {small && (
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {small}
        </Typography>
      )}
    </Stack>
  );
}

/** As many grey rows as are likely to come. */
export function ListSkeleton({ rows = 4, height = 88 }: { rows?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <Stack spacing={1.5} role="status" aria-label={t('app.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} variant="rounded" height={height} />
      ))}
    </Stack>
  );
}

type LoadedProps<T> = {
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
};

/** What is shown of an answer: grey at first, then it, or why not. What we have is kept when a later reading fails. */
export function Loaded<T>({ query, skeleton = <ListSkeleton />, children }: LoadedProps<T>) {
  if (query.data !== undefined) {
    return children(query.data);
  }
  return query.error ? <ErrorState error={query.error} onRetry={() => query.refetch()} /> : skeleton;
}
