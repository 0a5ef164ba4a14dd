import DeleteOutlineRounded from '@mui/icons-material/DeleteOutlineRounded';
import EditOutlined from '@mui/icons-material/EditOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import IconButton from '@mui/material/IconButton';
import Slider from '@mui/material/Slider';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../session/session';
import { ToneChip } from '../../ui/chips';
import { useFeedback } from '../../ui/feedback';
import { percent } from '../../ui/format';
import { forRoles, isNarrowed, rolesOf, SWITCHES, useChangeFlag, useDeleteFlag, type FeatureFlag, type FlagChange, type FlagEvaluation } from './flags';

type Props = { flag: FeatureFlag; mine?: FlagEvaluation; onEdit: () => void };

/** One flag: for whom it is on, and whether for me. The platform's own are switches for everybody and nothing else. */
export function FlagCard({ flag, mine, onEdit }: Props) {
  const { t } = useTranslation();
  const can = useCan();
  const { say, sayFailure, confirm } = useFeedback();
  const { mutate } = useChangeFlag();
  const remove = useDeleteFlag();
  const meaning = SWITCHES[flag.name];
  const mayWrite = can('flags.write');

  const change = (next: FlagChange, before: FlagChange, said: string, isUndo = false) =>
    mutate(
      { id: flag.id, change: next },
      { onSuccess: () => !isUndo && say(said, { label: t('do.undo'), run: () => change(before, next, said, true) }), onError: sayFailure },
    );
  const erase = async () => {
    if ((await confirm({ title: t('flags.deleteTitle', { name: flag.name }), text: t('flags.deleteText'), confirm: t('do.delete'), danger: true })) !== null) {
      remove.mutate(flag.id, { onSuccess: () => say(t('flags.deleted', { name: flag.name })), onError: sayFailure });
    }
  };

  return (
    <Card component="li" sx={{ p: 2, display: 'flex', flexDirection: 'column', gap: 1.5 }}>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'flex-start' }}>
        <Box sx={{ flexGrow: 1, minWidth: 0 }}>
          <Typography variant="h3" component="h2" sx={{ overflowWrap: 'anywhere', fontFamily: 'monospace', letterSpacing: '-0.01em' }}>
            {flag.name}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
            {meaning ? t(meaning) : audience(flag)}
          </Typography>
        </Box>
        {mayWrite ? (
          <Switch
            checked={flag.is_enabled}
            onChange={(event) => {
              const is_enabled = event.target.checked;
              change({ is_enabled }, { is_enabled: !is_enabled }, t(is_enabled ? 'flags.turnedOn' : 'flags.turnedOff', { name: flag.name }));
            }}
            slotProps={{ input: { 'aria-label': t('flags.toggle', { name: flag.name }) } }}
            sx={{ mt: -0.75, mr: -1 }}
          />
        ) : (
          <ToneChip tone={flag.is_enabled ? 'success' : 'default'} label={t(flag.is_enabled ? 'flags.on' : 'flags.off')} />
        )}
      </Stack>
      {!meaning && <Rollout flag={flag} isReadOnly={!mayWrite} onChange={(share) => change({ rollout_percentage: share }, { rollout_percentage: flag.rollout_percentage }, t('flags.rolledOut', { name: flag.name, share: percent(share / 100) }))} />}
      {meaning && isNarrowed(flag) && (
        <Alert
          severity="warning"
          action={
            mayWrite && (
              <Button
                color="inherit"
                size="small"
                onClick={() =>
                  change(
                    { scope: 'global', rollout_percentage: 100, conditions: forRoles(flag.conditions, []) },
                    { scope: flag.scope, rollout_percentage: flag.rollout_percentage, conditions: flag.conditions },
                    t('flags.turnedOn', { name: flag.name }),
                  )
                }
              >
                {t('flags.widen')}
              </Button>
            )
          }
        >
          {t('flags.narrowed')}
        </Alert>
      )}
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', mt: 'auto', minHeight: 34 }}>
        <Typography variant="body2" sx={{ flexGrow: 1, color: 'text.secondary' }}>
          {mine && (
            <>
              <Box component="span" sx={{ fontWeight: 650, color: mine.enabled ? 'success.main' : 'text.primary' }}>
                {t(mine.enabled ? 'flags.onForMe' : 'flags.offForMe')}
              </Box>{' '}
              {t(mine.reason === 'rollout' && flag.rollout_percentage === 100 ? 'flags.reason.everybody' : `flags.reason.${mine.reason}`)}
            </>
          )}
        </Typography>
        {mayWrite && !meaning && (
          <>
            <Tooltip title={t('do.edit')}>
              <IconButton size="small" onClick={onEdit} aria-label={`${t('do.edit')}: ${flag.name}`}>
                <EditOutlined fontSize="small" />
              </IconButton>
            </Tooltip>
            <Tooltip title={t('do.delete')}>
              <IconButton size="small" onClick={() => void erase()} aria-label={`${t('do.delete')}: ${flag.name}`}>
                <DeleteOutlineRounded fontSize="small" />
              </IconButton>
            </Tooltip>
          </>
        )}
      </Stack>
    </Card>
  );

  function audience({ scope, users }: FeatureFlag): string {
    const roles = rolesOf(flag).map((role) => t(`flags.roles.${role}`));
    if (scope === 'per_user') {
      return [t('flags.scope.per_user'), users.length ? t('flags.people', { count: users.length }) : ''].filter(Boolean).join(' · ');
    }
    return [t(`flags.scope.${scope}`), roles.join(', ')].filter(Boolean).join(' · ');
  }
}

function Rollout({ flag, isReadOnly, onChange }: { flag: FeatureFlag; isReadOnly: boolean; onChange: (share: number) => void }) {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<number | null>(null);
  const share = dragged ?? flag.rollout_percentage;
  return (
    <Box sx={{ opacity: flag.is_enabled ? 1 : 0.6 }}>
      <Stack direction="row" sx={{ justifyContent: 'space-between' }}>
        <Typography variant="body2">{t('flags.rollout')}</Typography>
        <Typography variant="body2" sx={{ fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}>
          {percent(share / 100)}
        </Typography>
      </Stack>
      <Slider
        size="small"
        value={share}
        step={5}
        disabled={isReadOnly}
        aria-label={`${t('flags.rollout')}: ${flag.name}`}
        valueLabelDisplay="off"
        onChange={(_, value) => setDragged(value)}
        onChangeCommitted={(_, value) => {
          setDragged(null);
          if (value !== flag.rollout_percentage) {
            onChange(value);
          }
        }}
        sx={{ display: 'block', py: 1.25 }}
      />
    </Box>
  );
}
