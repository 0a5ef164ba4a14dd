import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useFailureWords } from './states';

type List = { hasNextPage: boolean; isFetchingNextPage: boolean; isFetchNextPageError: boolean; error: unknown; fetchNextPage: () => unknown };

/** Below a list that is read page by page: the way to the next one, as long as there is one. */
export function LoadMore({ list }: { list: List }) {
  const { t } = useTranslation();
  if (!list.hasNextPage) {
    return null;
  }
  if (list.isFetchNextPageError) {
    return <MoreFailed list={list} />;
  }
  return (
    <Box sx={{ textAlign: 'center', py: 1.5 }}>
      <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
        {t('do.loadMore')}
      </Button>
    </Box>
  );
}

/** Why the next page is not there, and a way to try again. */
export function MoreFailed({ list }: { list: Pick<List, 'error' | 'isFetchingNextPage' | 'fetchNextPage'> }) {
  const { t } = useTranslation();
  const words = useFailureWords();
  return (
    <Alert
      severity="error"
      sx={{ my: 1.5 }}
      action={
        <Button color="inherit" size="small" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('error.retry')}
        </Button>
      }
    >
      {words(list.error).text}
    </Alert>
  );
}
