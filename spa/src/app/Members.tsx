import { Deliveries } from '../chat/Deliveries';
import { LiveProvider } from '../live/live';
import { useMe } from '../session/session';
import { BannedPage } from './BannedPage';
import { Rescue } from './Rescue';
import { Shell } from './Shell';

/** What is there for those who are signed in; whoever is banned learns why, and when that ends. What is on its way outlives whatever breaks on a page. */
export function Members() {
  const user = useMe();
  return (
    <LiveProvider>
      {user.is_banned ? (
        <BannedPage reason={user.ban_reason} />
      ) : (
        <Deliveries>
          <Rescue>
            <Shell />
          </Rescue>
        </Deliveries>
      )}
    </LiveProvider>
  );
}
