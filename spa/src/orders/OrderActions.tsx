import MoreHorizRounded from '@mui/icons-material/MoreHorizRounded';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { Order } from '../live/frames';
import { useMe } from '../session/session';
import { useFeedback } from '../ui/feedback';
import { AssignDialog } from './AssignDialog';
import { ConfirmPaymentDialog } from './ConfirmPaymentDialog';
import { DeclineDialog } from './DeclineDialog';
import { PriceDialog } from './PriceDialog';
import { StatusDialog } from './StatusDialog';
import { actionsOf, nextStep, type NextStep } from './steps';
import { useStep, type Step } from './useStep';

/** Steps that need something to be said or looked at first. */
const DIALOGS = { 'set-price': PriceDialog, decline: DeclineDialog, 'confirm-payment': ConfirmPaymentDialog, 'set-status': StatusDialog, assign: AssignDialog };
type WithDialog = keyof typeof DIALOGS;
type Opened = { action: WithDialog; order: Order };

const OVERRIDES = ['assign', 'set-status'] as const;

/**
 * What the reader can do with an order, as buttons with their dialogs: taking, the price, declining, confirming a payment, starting, completing,
 * and the overrides of admins. Nothing when there is nothing.
 *
 * @param variant `next`: only the one step that is due, as one large button; `all`: everything that is possible
 */
export function OrderActions({ order, variant }: { order: Order; variant: 'next' | 'all' }) {
  const { t } = useTranslation();
  const user = useMe();
  const [opened, setOpened] = useState<Opened | null>(null);
  const { pathname } = useLocation();
  const due = nextStep(order, user);
  // On the page of the order the payment panel is there already.
  const next = due === 'pay' && pathname === pageOf(order) ? null : due;
  const possible = actionsOf(order, user);
  const overrides = variant === 'all' ? OVERRIDES.filter((action) => possible.includes(action)) : [];
  const canDecline = variant === 'all' && possible.includes('decline');
  const Dialog = opened && DIALOGS[opened.action];

  // The dialog outlives the buttons: it says by itself that the order has changed under it.
  return (
    <>
      {(next || canDecline || overrides.length > 0) && (
        <Stack direction="row" sx={{ flexWrap: 'wrap', flexShrink: 0, gap: 1, alignItems: 'center', maxWidth: '100%' }}>
          {next && <NextButton order={order} step={next} isLarge={variant === 'next'} onOpen={(action) => setOpened({ action, order })} />}
          {canDecline && (
            <Button color="error" variant={next ? 'text' : 'outlined'} onClick={() => setOpened({ action: 'decline', order })}>
              {t('step.decline')}
            </Button>
          )}
          {overrides.length > 0 && <OverridesMenu actions={overrides} onChoose={(action) => setOpened({ action, order })} />}
        </Stack>
      )}
      {opened && Dialog && <Dialog order={opened.order} onClose={() => setOpened(null)} />}
    </>
  );
}

function pageOf(order: Order): string {
  return `/orders/${order.id}`;
}

type NextButtonProps = { order: Order; step: NextStep; isLarge: boolean; onOpen: (action: WithDialog) => void };

function NextButton({ order, step, isLarge, onOpen }: NextButtonProps) {
  const { t } = useTranslation();
  const { confirm, sayFailure } = useFeedback();
  const { run, isBusy } = useStep();
  const look = { variant: 'contained', size: isLarge ? 'large' : 'medium', sx: { whiteSpace: 'nowrap', width: isLarge ? '100%' : undefined } } as const;

  if (step === 'pay') {
    return (
      <Button component={Link} to={pageOf(order)} {...look}>
        {t('step.pay')}
      </Button>
    );
  }
  const take = async (taken: Step) => {
    try {
      await run(order, taken);
    } catch (failure) {
      sayFailure(failure);
    }
  };
  const click = async () => {
    if (step === 'set-price' || step === 'confirm-payment') {
      onOpen(step);
    } else if (step !== 'complete' || (await confirm({ title: t('step.complete.title'), text: t('step.complete.text'), confirm: t('step.complete') })) !== null) {
      await take({ action: step });
    }
  };
  return (
    <Button {...look} loading={isBusy} onClick={() => void click()}>
      {t(`step.${step}`)}
    </Button>
  );
}

function OverridesMenu({ actions, onChoose }: { actions: readonly (typeof OVERRIDES)[number][]; onChoose: (action: WithDialog) => void }) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <IconButton aria-label={t('step.more')} aria-haspopup="menu" aria-expanded={!!anchor} onClick={(event) => setAnchor(event.currentTarget)}>
        <MoreHorizRounded />
      </IconButton>
      <Menu anchorEl={anchor} open={!!anchor} onClose={() => setAnchor(null)}>
        {actions.map((action) => (
          <MenuItem
            key={action}
            onClick={() => {
              setAnchor(null);
              onChoose(action);
            }}
          >
            {t(`step.${action}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
