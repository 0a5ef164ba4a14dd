import ExploreOffRounded from '@mui/icons-material/ExploreOffRounded';
import SentimentDissatisfiedRounded from '@mui/icons-material/SentimentDissatisfiedRounded';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Offline } from '../api/failure';
import { useFeedback } from '../ui/feedback';
import { reloadIfReachable } from '../ui/reload';
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

export function CrashPage() {
  const { t } = useTranslation();
  const { sayFailure } = useFeedback();
  return (
    <EmptyState
      isPage
      icon={<SentimentDissatisfiedRounded />}
      title={t('app.crashed')}
      text={t('app.crashedText')}
      action={
        <Button variant="contained" onClick={async () => (await reloadIfReachable()) || sayFailure(new Offline())}>
          {t('app.reload')}
        </Button>
      }
    />
  );
}
