import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Destination } from './navigation';

/** Where one can go, below each other. */
export function Destinations({ all, here }: { all: Destination[]; here?: Destination }) {
  const { t } = useTranslation();
  return (
    <List component="div" sx={{ px: 1.5, pb: 2 }}>
      {all.map(({ to, label, icon }) => (
        <ListItemButton
          key={to}
          component={Link}
          to={to}
          selected={here?.to === to}
          aria-current={here?.to === to ? 'page' : undefined}
          sx={{ borderRadius: 2.5, mb: 0.25, py: 0.75, '&.Mui-selected': { color: 'primary.main', '& .MuiListItemIcon-root': { color: 'inherit' } } }}
        >
          <ListItemIcon sx={{ minWidth: 40 }}>{icon}</ListItemIcon>
          <ListItemText primary={t(label)} slotProps={{ primary: { sx: { fontWeight: here?.to === to ? 650 : 500 } } }} />
        </ListItemButton>
      ))}
    </List>
  );
}
