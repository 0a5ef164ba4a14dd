import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../ui/Moment';
import type { RuleWords } from '../rules/words';
import { EventIcon } from './EventIcon';
import { gist } from './gist';
import type { PlatformEvent } from './queries';

type Props = { event: PlatformEvent; words: RuleWords; isOpen: boolean; onOpen: () => void };

/** One line of the log. */
export function EventRow({ event, words, isOpen, onOpen }: Props) {
  const { t } = useTranslation();
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <ButtonBase
        onClick={onOpen}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        sx={{
          width: '100%',
          textAlign: 'left',
          display: 'grid',
          columnGap: 1.5,
          alignItems: 'center',
          px: { xs: 1.5, sm: 2 },
          py: 1.1,
          gridTemplateColumns: { xs: '36px minmax(0, 1fr)', md: '36px minmax(0, 1fr) 150px 190px 110px' },
          bgcolor: isOpen ? 'action.selected' : undefined,
          '&:hover': { bgcolor: 'action.hover' },
          '&:focus-visible': { outlineOffset: '-2px' },
        }}
      >
        <EventIcon type={event.event_type} />
        <Box sx={{ minWidth: 0 }}>
          <Typography sx={{ fontWeight: 600 }}>{words.trigger(event.event_type)}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {gist(event, words) || event.event_type}
          </Typography>
        </Box>
        <Box sx={{ display: { xs: 'flex', md: 'contents' }, gridColumn: 2, columnGap: 1.25, flexWrap: 'wrap', color: 'text.secondary' }}>
          <Typography variant="body2" sx={{ color: 'text.primary' }}>
            {t('rules.ofEntity', { id: event.entity_id, entity: t(`events.entity.${event.entity_type}`) })}
          </Typography>
          <Typography variant="body2" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            {event.actor_username ?? t('events.platform')}
          </Typography>
          <Typography variant="body2" sx={{ textAlign: { md: 'right' } }}>
            <Moment at={event.created_at} />
          </Typography>
        </Box>
      </ButtonBase>
    </Box>
  );
}
