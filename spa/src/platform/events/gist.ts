import type { RuleWords } from '../rules/words';
import type { PlatformEvent } from './queries';

/** What an event says, in a line: a change as one, everything else by name. */
export function gist({ event_type, payload }: Pick<PlatformEvent, 'event_type' | 'payload'>, words: RuleWords): string {
  const { from_status, to_status, ...rest } = payload;
  const change = typeof to_status === 'string' ? [`${words.choice(String(from_status ?? ''))} → ${words.choice(to_status)}`] : [];
  const others = Object.entries(rest)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${words.field(`event.payload.${name}`, event_type)}: ${words.value(value, words.fieldOf(`event.payload.${name}`, event_type))}`);
  return [...change, ...others].join(' · ');
}

/** The order an event is about, if it is about one. */
export function orderOf({ entity_type, entity_id, payload }: Pick<PlatformEvent, 'entity_type' | 'entity_id' | 'payload'>): number | null {
  const id = Number(entity_type === 'Appointment' ? entity_id : payload.appointment_id);
  return Number.isInteger(id) && id > 0 ? id : null;
}
