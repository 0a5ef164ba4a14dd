import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { Key } from './Key';

/** One line that reminds of the keys; for those who have some. */
export function QueueKeyHints() {
  const { t } = useTranslation();
  const hints = [
    { keys: ['J', 'K'], text: t('queue.hintChoose') },
    { keys: ['T'], text: t('queue.hintTake') },
    { keys: ['O'], text: t('queue.hintOpen') },
    { keys: ['?'], text: t('queue.hintHelp') },
  ];
  return (
    <Stack direction="row" sx={{ display: { xs: 'none', md: 'flex' }, gap: 2, alignItems: 'center', color: 'text.secondary', fontSize: '0.85rem' }}>
      {hints.map(({ keys, text }) => (
        <Stack key={text} direction="row" sx={{ gap: 0.5, alignItems: 'center' }}>
          {keys.map((key) => (
            <Key key={key}>{key}</Key>
          ))}
          <span>{text}</span>
        </Stack>
      ))}
    </Stack>
  );
}
