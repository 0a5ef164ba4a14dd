import { useTopics } from '../live/live';
import { useCan } from '../session/session';

/** For those who may not hear of events. */
const EVERY_MINUTE = 60_000;

/**
 * Keeps the admins' answers current, for those who may hear of events.
 *
 * @returns how often others read again, in milliseconds
 */
export function useAdminLive(): number | false {
  const canHear = useCan()('events.read');
  useTopics(...(canHear ? ['events'] : []));
  return canHear ? false : EVERY_MINUTE;
}
