import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useBuilding } from './building';
import { comparisonOf } from './ComparisonRow';
import { add, ALWAYS, changeKind, kindOf, move, remove } from './condition';
import { AddButtons, ConditionNode, type ConditionCommands } from './ConditionNode';
import { at, pointerOf, put, type Json } from './json';

/** The whole condition of a rule. Whoever moves a part with the keyboard stays on it. */
export function ConditionEditor({ condition, onChange }: { condition: Json; onChange: (condition: Json) => void }) {
  const { t } = useTranslation();
  const { catalogue, words, event } = useBuilding();
  const box = useRef<HTMLDivElement>(null);
  const next = useRef<string | null>(null);
  useEffect(() => {
    if (next.current !== null) {
      box.current?.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(next.current)}"]`)?.focus();
      next.current = null;
    }
  });

  const begun = (): Json => {
    const first = words.eventOf(event)?.payload[0] ?? catalogue.fields.find(({ field }) => field === 'appointment.total_price') ?? catalogue.fields[0];
    return comparisonOf(first?.field ?? '', first);
  };
  const commands: ConditionCommands = {
    change: (path, node) => onChange(put(condition, path, node)),
    add: (path, what) => onChange(add(condition, path, what === 'comparison' ? begun() : { any: [begun()] })),
    remove: (path) => onChange(remove(condition, path)),
    changeKind: (path, kind) => onChange(put(condition, path, changeKind(at(condition, path) ?? ALWAYS, kind))),
    move: (path, by) => {
      const moved = move(condition, path, by);
      if (moved) {
        next.current = `/condition_json${pointerOf(moved.path)}`;
        onChange(moved.root);
      }
    },
  };
  const kind = kindOf(condition);

  return (
    <Box ref={box}>
      {kind === 'always' ? (
        <Typography sx={{ color: 'text.secondary' }}>{t('rules.alwaysText')}</Typography>
      ) : (
        <ConditionNode node={condition} path={[]} commands={commands} />
      )}
      {(kind === 'always' || kind === 'comparison' || kind === 'unknown') && <AddButtons onAdd={(what) => commands.add([], what)} />}
    </Box>
  );
}
