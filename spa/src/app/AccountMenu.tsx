import LogoutRounded from '@mui/icons-material/LogoutRounded';
import PersonOutlineRounded from '@mui/icons-material/PersonOutlineRounded';
import Divider from '@mui/material/Divider';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOutbox } from '../chat/Deliveries';
import { useMe } from '../session/session';
import { useSignOut } from './useSignOut';

export type AccountMenuProps = {
  name: string;
  /** What it hangs on. */
  anchor: HTMLElement | null;
  isOpen: boolean;
  onClose: () => void;
};

export function AccountMenu({ name, anchor, isOpen, onClose }: AccountMenuProps) {
  const { t } = useTranslation();
  const user = useMe();
  const outbox = useOutbox();
  const signOut = useSignOut(useSyncExternalStore(outbox.subscribe, outbox.all).length);
  return (
    <Menu anchorEl={anchor} open={isOpen} onClose={onClose}>
      <MenuItem disabled sx={{ opacity: '1 !important', display: 'block' }}>
        <Typography sx={{ fontWeight: 650 }}>{name}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {user.admin_role ? t(`adminRole.${user.admin_role}`) : t(`role.${user.role}`)}
        </Typography>
      </MenuItem>
      <Divider />
      <MenuItem component={Link} to="/profile" onClick={onClose}>
        <ListItemIcon>
          <PersonOutlineRounded />
        </ListItemIcon>
        {t('nav.profile')}
      </MenuItem>
      <MenuItem
        onClick={() => {
          onClose();
          void signOut();
        }}
      >
        <ListItemIcon>
          <LogoutRounded />
        </ListItemIcon>
        {t('session.signOut')}
      </MenuItem>
    </Menu>
  );
}
