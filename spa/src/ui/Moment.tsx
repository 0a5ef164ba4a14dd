import { ago, moment } from './format';
import { useNow } from './useNow';

/** When something was, as people say it; exactly, when pointed at. */
export function Moment({ at }: { at: string }) {
  const now = useNow(30_000);
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(at, now)}
    </time>
  );
}
