import AddRounded from '@mui/icons-material/AddRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { problemsAt, useBuilding } from './building';
import { ComparisonRow } from './ComparisonRow';
import { childPaths, kindOf, type Comparison, type GroupKind } from './condition';
import { at, pointerOf, type Json, type Path } from './json';
import { MoveButtons, moveKeys } from './MoveButtons';
import { ProblemTexts } from './ProblemTexts';

/** What can be done with a part of a condition, wherever it is. */
export type ConditionCommands = {
  change: (path: Path, node: Json) => void;
  add: (path: Path, what: 'comparison' | 'group') => void;
  remove: (path: Path) => void;
  move: (path: Path, by: -1 | 1) => void;
  changeKind: (path: Path, kind: GroupKind) => void;
};

type Props = { node: Json; path: Path; commands: ConditionCommands };

/** The deepest that groups are offered; the server takes more. */
const DEEPEST = 5;

/** A part of a condition with everything inside of it. */
export function ConditionNode({ node, path, commands }: Props) {
  const { t } = useTranslation();
  const { problems } = useBuilding();
  const kind = kindOf(node);
  const pointer = `/condition_json${pointerOf(path)}`;
  if (kind === 'comparison') {
    return (
      <ComparisonRow
        node={node as Comparison}
        pointer={pointer}
        onChange={(next) => commands.change(path, next)}
        onMove={(by) => commands.move(path, by)}
        onRemove={() => commands.remove(path)}
      />
    );
  }
  if (kind === 'all' || kind === 'any' || kind === 'not') {
    return <ConditionGroup node={node} path={path} commands={commands} kind={kind} />;
  }
  return (
    <Box data-pointer={pointer} tabIndex={-1} onKeyDown={moveKeys((by) => commands.move(path, by))} sx={{ p: 1.25, borderRadius: '10px', border: 1, borderColor: kind === 'always' ? 'divider' : 'error.main' }}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1 }}>
        <Typography variant="body2" sx={{ flexGrow: 1, overflowWrap: 'anywhere', color: 'text.secondary' }}>
          {kind === 'always' ? t('rules.always') : t('rules.notUnderstood', { text: JSON.stringify(node) })}
        </Typography>
        <MoveButtons name={t('rules.condition')} onMove={(by) => commands.move(path, by)} onRemove={() => commands.remove(path)} />
      </Stack>
      <ProblemTexts problems={problemsAt(problems, pointer, { below: true })} />
    </Box>
  );
}

function ConditionGroup({ node, path, commands, kind }: Props & { kind: GroupKind }) {
  const { t } = useTranslation();
  const { problems } = useBuilding();
  const pointer = `/condition_json${pointerOf(path)}`;
  const children = childPaths(node);
  const mine = [...problemsAt(problems, pointer), ...problemsAt(problems, `${pointer}/${kind}`)].filter(
    ({ pointer: where }) => kind !== 'not' || where !== `${pointer}/not` || kindOf(at(node, ['not'])) === 'unknown',
  );
  const depth = path.filter((part) => typeof part === 'string').length;

  return (
    <Box
      role="group"
      aria-label={t(`rules.group.${kind}`)}
      data-pointer={pointer}
      tabIndex={-1}
      onKeyDown={moveKeys((by) => commands.move(path, by))}
      sx={{
        p: { xs: 1, sm: 1.25 },
        borderRadius: '10px',
        border: 1,
        borderColor: mine.length ? 'error.main' : 'divider',
        borderLeft: 4,
        borderLeftColor: kind === 'not' ? 'error.main' : kind === 'any' ? 'secondary.main' : 'primary.main',
        bgcolor: 'color-mix(in srgb, var(--mui-palette-text-primary) 3%, var(--mui-palette-background-paper))',
      }}
    >
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, mb: 1, justifyContent: { xs: 'flex-end', sm: 'space-between' }, flexWrap: { xs: 'wrap', sm: 'nowrap' } }}>
        <TextField
          select
          size="small"
          value={kind}
          onChange={(event) => commands.changeKind(path, event.target.value as GroupKind)}
          slotProps={{ htmlInput: { 'aria-label': t('rules.groupKind') } }}
          sx={{ flex: { xs: '1 1 0', sm: '0 1 280px' }, minWidth: path.length ? 190 : 0, '& .MuiSelect-select': { fontWeight: 650 }, '& .MuiInputBase-root': { bgcolor: 'background.paper' } }}
        >
          {(['all', 'any', 'not'] as const).map((it) => (
            <MenuItem key={it} value={it}>
              {t(`rules.group.${it}`)}
            </MenuItem>
          ))}
        </TextField>
        <MoveButtons name={t(`rules.group.${kind}`)} onMove={path.length ? (by) => commands.move(path, by) : undefined} onRemove={() => commands.remove(path)} />
      </Stack>
      <Stack sx={{ gap: 1 }}>
        {children.map((child) => (
          <ConditionNode key={pointerOf(child)} node={at(node, child) ?? {}} path={[...path, ...child]} commands={commands} />
        ))}
        {children.length === 0 && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t(kind === 'any' ? 'rules.emptyAny' : 'rules.emptyAll')}
          </Typography>
        )}
      </Stack>
      <ProblemTexts problems={mine} />
      <AddButtons onAdd={(what) => commands.add(path, what)} isDeep={depth >= DEEPEST} />
    </Box>
  );
}

export function AddButtons({ onAdd, isDeep = false }: { onAdd: (what: 'comparison' | 'group') => void; isDeep?: boolean }) {
  const { t } = useTranslation();
  return (
    <Stack direction="row" sx={{ gap: 1, mt: 1, flexWrap: 'wrap' }}>
      <Button size="small" startIcon={<AddRounded />} onClick={() => onAdd('comparison')}>
        {t('rules.addCondition')}
      </Button>
      {!isDeep && (
        <Button size="small" startIcon={<AddRounded />} onClick={() => onAdd('group')}>
          {t('rules.addGroup')}
        </Button>
      )}
    </Stack>
  );
}
