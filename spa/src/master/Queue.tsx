import Collapse from '@mui/material/Collapse';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import type { Order } from '../live/frames';
import { byDeadline } from '../orders/deadline';
import { onDemand } from '../ui/onDemand';
import { ListSkeleton, Loaded } from '../ui/states';
import { cardId, QueueCard } from './QueueCard';
import type { QueueKeysDialogProps } from './QueueKeysDialog';
import { useDepartures } from './useDepartures';
import { neighbour, useQueueKeys } from './useQueueKeys';
import { useTake } from './useTake';

const QueueKeysDialog = onDemand<QueueKeysDialogProps>(async () => (await import('./QueueKeysDialog')).QueueKeysDialog);

/** The queue, by deadline. What comes slides in, what others take says so before it leaves. */
export function Queue({ empty }: { empty: ReactNode }) {
  const query = useQuery({ queryKey: keys.queue, queryFn: () => ask(api.GET('/appointments/new/')), select: waiting });
  return (
    <Loaded query={query} skeleton={<ListSkeleton rows={5} height={108} />}>
      {(orders) => <QueueList orders={orders} empty={empty} />}
    </Loaded>
  );
}

/** Orders can be told to have moved on before they are told to have left the queue. */
function waiting(orders: Order[]): Order[] {
  return orders.filter(({ status }) => status === 'NEW').sort(byDeadline);
}

function QueueList({ orders, empty }: { orders: Order[]; empty: ReactNode }) {
  const navigate = useNavigate();
  const [taken, setTaken] = useState<Order[]>([]);
  const [first] = useState(orders);
  const [chosen, setChosen] = useState(orders[0]?.id ?? null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const ids = orders.map(({ id }) => id);
  const choose = (id: number | null) => {
    setChosen(id);
    if (id !== null) {
      document.getElementById(cardId(id))?.focus();
    }
  };
  // Whom to look at when this one is taken: known while it still has a place in the list.
  const following = useRef<number | null>(null);
  const { take, taking } = useTake((order) => {
    setTaken((before) => [...before, order]);
    if (chosen === order.id) {
      choose(following.current);
    }
  });
  const takeAway = (order: Order) => {
    following.current = [neighbour(ids, order.id, 1), neighbour(ids, order.id, -1)].find((id) => id !== order.id) ?? null;
    take(order);
  };
  // The stream may be faster than the answer.
  const gone = useDepartures(orders, taking === null ? taken : [...taken, { id: taking }]);
  const all = [...orders, ...gone].sort(byDeadline);

  useQueueKeys({
    move: (step) => choose(neighbour(ids, chosen, step)),
    take: () => {
      const order = orders.find(({ id }) => id === chosen);
      if (order) {
        takeAway(order);
      } else if (!gone.some(({ id }) => id === chosen)) {
        // What was chosen is not there any more: nobody takes what they have not looked at.
        choose(ids[0] ?? null);
      }
    },
    open: () => chosen !== null && void navigate(`/orders/${chosen}`),
    help: () => setHelpOpen(true),
  });

  return (
    <>
      {all.length === 0 && empty}
      <Stack component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {all.map((order) => {
          const isGone = !ids.includes(order.id);
          return (
            <Collapse key={order.id} component="li" in appear={!first.some(({ id }) => id === order.id)}>
              <Stack sx={{ pb: 1.25 }}>
                <QueueCard
                  order={order}
                  isGone={isGone}
                  isChosen={order.id === chosen}
                  isTaking={order.id === taking}
                  onChoose={() => setChosen(order.id)}
                  onTake={() => takeAway(order)}
                />
              </Stack>
            </Collapse>
          );
        })}
      </Stack>
      <QueueKeysDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}
