import ExploreOffRounded from '@mui/icons-material/ExploreOffRounded';
import SentimentDissatisfiedRounded from '@mui/icons-material/SentimentDissatisfiedRounded';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../ui/states';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      isPage
      icon={<ExploreOffRounded />}
      title={t('app.notFound')}
      text={t('app.notFoundText')}
      action={
        <Button component={Link} to="/" variant="contained">
          {t('app.home')}
        </Button>
      }
    />
  );
}

/** Also when the server has a newer version, and the parts of this one are gone. */
export function CrashPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      isPage
      icon={<SentimentDissatisfiedRounded />}
      title={t('app.crashed')}
      text={t('app.crashedText')}
      action={
        <Button variant="contained" onClick={() => location.reload()}>
          {t('app.reload')}
        </Button>
      }
    />
  );
}
