import { expect, it } from 'vitest';
import { gist, orderOf } from './gist';
import { matches, withNew, type PlatformEvent } from './queries';
import { ruleWords } from '../rules/words';

const event = (id: number, rest: Partial<PlatformEvent> = {}): PlatformEvent => ({
  id, event_type: 'appointment.created', entity_type: 'Appointment', entity_id: '17', actor: null, payload: {}, created_at: '2026-01-01T00:00:00Z', ...rest,
});

it('puts new events on top, newest first, each once', () => {
  const data = { pages: [{ items: [event(3)] }, { items: [event(1)] }], pageParams: [undefined, 'x'] };
  expect(withNew(data, [event(4), event(3), event(5), event(4)]).pages[0]!.items.map(({ id }) => id)).toEqual([5, 4, 3]);
  expect(withNew(data, [event(1)])).toBe(data);
});

it('lets in what the filter asks for', () => {
  const none = { event_type: '', entity_type: '', entity_id: '' };
  expect(matches(event(1), none)).toBe(true);
  expect(matches(event(1), { ...none, event_type: 'sla.breached' })).toBe(false);
  expect(matches(event(1), { ...none, entity_id: '18' })).toBe(false);
});

it('knows which order an event is about, and says a change as one', () => {
  expect(orderOf(event(1))).toBe(17);
  expect(orderOf(event(1, { entity_type: 'Message', payload: { appointment_id: 9 } }))).toBe(9);
  expect(orderOf(event(1, { entity_type: 'Message' }))).toBeNull();
  const words = ruleWords(undefined, ((key: string) => key) as never, 'en');
  expect(gist(event(1, { payload: { from_status: 'NEW', to_status: 'PAID', note: '' } }), words)).toBe('status.NEW → status.PAID');
});
