import Avatar from '@mui/material/Avatar';
import IconButton from '@mui/material/IconButton';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../session/session';
import { onDemand } from '../ui/onDemand';
import type { AccountMenuProps } from './AccountMenu';

const AccountMenu = onDemand<AccountMenuProps>(async () => (await import('./AccountMenu')).AccountMenu);

export function AccountButton() {
  const { t } = useTranslation();
  const user = useMe();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ') || user.username;

  return (
    <>
      <IconButton onClick={(event) => setAnchor(event.currentTarget)} aria-label={`${t('app.account')}: ${name}`} aria-haspopup="menu" aria-expanded={!!anchor}>
        <Avatar sx={{ width: 32, height: 32, fontSize: 15, bgcolor: 'primary.main', color: 'primary.contrastText' }}>{name.charAt(0).toUpperCase()}</Avatar>
      </IconButton>
      <AccountMenu name={name} anchor={anchor} isOpen={!!anchor} onClose={() => setAnchor(null)} />
    </>
  );
}
