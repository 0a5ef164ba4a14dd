import { useEffect, useRef } from 'react';

/** The one after or before the chosen one; at the ends it stays. The first when none is chosen. */
export function neighbour(ids: number[], chosen: number | null, step: 1 | -1): number | null {
  const at = chosen === null ? -1 : ids.indexOf(chosen);
  return at < 0 ? (ids[0] ?? null) : (ids[at + step] ?? chosen);
}

type Actions = { move: (step: 1 | -1) => void; take: () => void; open: () => void; help: () => void };

/** The keys of the queue, wherever the focus is, but for where somebody types or chooses. By place: letters depend on the layout. */
export function useQueueKeys(actions: Actions) {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = event.key === '?' ? 'help' : actionOf(event);
      if (!action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) {
        return;
      }
      event.preventDefault();
      if (action === 'next' || action === 'previous') {
        latest.current.move(action === 'next' ? 1 : -1);
      } else if (!event.repeat) {
        latest.current[action]();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

type Action = 'next' | 'previous' | 'take' | 'open' | 'help';

const BY_PLACE: Record<string, Action> = { KeyJ: 'next', ArrowDown: 'next', KeyK: 'previous', ArrowUp: 'previous', KeyT: 'take', KeyO: 'open' };

function actionOf(event: KeyboardEvent): Action | undefined {
  // Enter belongs to the buttons and links it is pressed on.
  const isOnCard = event.target instanceof HTMLElement && event.target.matches('[data-queue-card]');
  return event.code === 'Enter' ? (isOnCard ? 'take' : undefined) : BY_PLACE[event.code];
}

function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && !!target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox], [role=presentation]');
}
