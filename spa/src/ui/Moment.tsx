import Tooltip from '@mui/material/Tooltip';
import { ago, moment } from './format';
import { useNow } from './useNow';

/** When something was, as people say it; exactly, when pointed at. */
export function Moment({ at }: { at: string }) {
  const now = useNow(30_000);
  return (
    <Tooltip title={moment(at)}>
      <time dateTime={at}>{ago(at, now)}</time>
    </Tooltip>
  );
}
