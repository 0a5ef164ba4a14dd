type Happened = { event_id: number; entity_type: string; entity_id: string };

/** The event among those of the same thing, opened. */
export function eventLink({ event_id, entity_type, entity_id }: Happened): string {
  return `/admin/events?${new URLSearchParams({ entity_type, entity_id, event: String(event_id) }).toString()}`;
}
