import AddRounded from '@mui/icons-material/AddRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { language } from '../../i18n/i18n';
import { ActionCard, offered } from './ActionCard';
import { problemsAt, useBuilding } from './building';
import type { Json } from './json';
import { ProblemTexts } from './ProblemTexts';
import { actionsOf } from './words';

/** What a rule does, one thing after the other. */
export function ActionsEditor({ actions, onChange }: { actions: Json; onChange: (actions: Json) => void }) {
  const { t } = useTranslation();
  const { catalogue, problems } = useBuilding();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const next = useRef<number | null>(null);
  const all = actionsOf(actions);
  // A single action may stand there without a list around it.
  const pointerOfAction = (index: number) => (Array.isArray(actions) ? `/action_json/${index}` : '/action_json');

  useEffect(() => {
    if (next.current !== null) {
      (box.current?.children[next.current] as HTMLElement | undefined)?.focus();
      next.current = null;
    }
  });
  const move = (index: number, by: -1 | 1) => {
    const to = index + by;
    if (to >= 0 && to < all.length) {
      next.current = to;
      onChange(all.with(index, all[to]!).with(to, all[index]!));
    }
  };

  return (
    <>
      {all.length === 0 && <Typography sx={{ color: 'text.secondary' }}>{t('rules.noActions')}</Typography>}
      <Stack ref={box} sx={{ gap: 1.25 }}>
        {all.map((action, index) => (
          <ActionCard
            key={index}
            action={action}
            index={index}
            pointer={pointerOfAction(index)}
            onChange={(changed) => onChange(all.with(index, changed))}
            onMove={(by) => move(index, by)}
            onRemove={() => onChange(all.toSpliced(index, 1))}
          />
        ))}
      </Stack>
      {Array.isArray(actions) && <ProblemTexts problems={problemsAt(problems, '/action_json')} />}
      <Box sx={{ mt: 1.25 }}>
        <Button startIcon={<AddRounded />} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
          {t('rules.addAction')}
        </Button>
        <Menu anchorEl={anchor} open={!!anchor} onClose={() => setAnchor(null)}>
          {offered(catalogue).map((kind) => (
            <MenuItem
              key={kind.type}
              onClick={() => {
                setAnchor(null);
                onChange([...all, { type: kind.type }]);
              }}
            >
              <ListItemText primary={kind.meaning[language()]} secondary={kind.type} />
            </MenuItem>
          ))}
        </Menu>
      </Box>
    </>
  );
}
