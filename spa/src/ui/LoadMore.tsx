import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';

type Props = { list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } };

/** Below a list that is read page by page: the way to the next one, as long as there is one. */
export function LoadMore({ list }: Props) {
  const { t } = useTranslation();
  return list.hasNextPage ? (
    <Box sx={{ textAlign: 'center', py: 1.5 }}>
      <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
        {t('do.loadMore')}
      </Button>
    </Box>
  ) : null;
}
