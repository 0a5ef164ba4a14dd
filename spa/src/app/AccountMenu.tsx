import LogoutRounded from '@mui/icons-material/LogoutRounded';
import PersonOutlineRounded from '@mui/icons-material/PersonOutlineRounded';
import Avatar from '@mui/material/Avatar';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe, useSession } from '../session/session';
import { forgetDrafts } from '../ui/useDraft';

export function AccountMenu() {
  const { t } = useTranslation();
  const user = useMe();
  const { leave } = useSession();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ') || user.username;

  return (
    <>
      <IconButton onClick={(event) => setAnchor(event.currentTarget)} aria-label={`${t('app.account')}: ${name}`} aria-haspopup="menu" aria-expanded={!!anchor}>
        <Avatar sx={{ width: 32, height: 32, fontSize: 15, bgcolor: 'primary.main', color: 'primary.contrastText' }}>{name.charAt(0).toUpperCase()}</Avatar>
      </IconButton>
      <Menu anchorEl={anchor} open={!!anchor} onClose={close}>
        <MenuItem disabled sx={{ opacity: '1 !important', display: 'block' }}>
          <Typography sx={{ fontWeight: 650 }}>{name}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {user.admin_role ? t(`adminRole.${user.admin_role}`) : t(`role.${user.role}`)}
          </Typography>
        </MenuItem>
        <Divider />
        <MenuItem component={Link} to="/profile" onClick={close}>
          <ListItemIcon>
            <PersonOutlineRounded />
          </ListItemIcon>
          {t('nav.profile')}
        </MenuItem>
        <MenuItem
          onClick={() => {
            close();
            forgetDrafts();
            void leave();
          }}
        >
          <ListItemIcon>
            <LogoutRounded />
          </ListItemIcon>
          {t('session.signOut')}
        </MenuItem>
      </Menu>
    </>
  );
}
