import CloseRounded from '@mui/icons-material/CloseRounded';
import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import MuiLink from '@mui/material/Link';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemText from '@mui/material/ListItemText';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, askJson, type Schemas } from '../../api/client';
import { useCan } from '../../session/session';
import { moment, number } from '../../ui/format';
import { ListSkeleton, Loaded } from '../../ui/states';
import { figure, METRICS, partOf, type Metric } from './metric';

/** A number whose rows somebody wants to see. */
export type Chosen =
  | { kind: 'metric'; name: Metric; from: string; to: string }
  | { kind: 'step'; name: Schemas['FunnelStep']; from: string; to: string };

function read({ kind, name, from, to }: Chosen) {
  const query = { from, to };
  return kind === 'metric'
    ? askJson<Schemas['MetricFigure']>(api.GET('/admin/metrics/summary/{metric}/', { params: { path: { metric: name }, query } }))
    : askJson<Schemas['MetricFigure']>(api.GET('/admin/metrics/funnel/{step}/', { params: { path: { step: name }, query } }));
}

/** What a figure is made of. */
export function FigureDrawer({ chosen, onClose }: { chosen: Chosen | null; onClose: () => void }) {
  const { t } = useTranslation();
  const can = useCan();
  const query = useQuery({ queryKey: ['admin', 'metrics', 'rows', chosen], queryFn: () => read(chosen!), enabled: chosen !== null });
  const title = chosen?.kind === 'metric' ? t(`metric.${chosen.name}`) : chosen ? t(`step.${chosen.name}`) : '';
  const isMetric = (name: string): name is Metric => (METRICS as string[]).includes(name);
  return (
    <Drawer anchor="right" open={chosen !== null} onClose={onClose} slotProps={{ paper: { 'aria-labelledby': 'figure-title', sx: { width: { xs: '100%', sm: 460 } } } }}>
      <Stack direction="row" sx={{ alignItems: 'center', p: 2, pb: 1 }}>
        <Box sx={{ flexGrow: 1 }}>
          <Typography variant="h2" id="figure-title">
            {title}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {chosen && (chosen.from === chosen.to ? chosen.from : `${chosen.from} — ${chosen.to}`)}
          </Typography>
        </Box>
        <IconButton aria-label={t('do.close')} onClick={onClose}>
          <CloseRounded />
        </IconButton>
      </Stack>
      <Box sx={{ px: 2, pb: 3 }}>
        {chosen && (
          <Loaded query={query} skeleton={<ListSkeleton rows={8} height={48} />}>
            {({ metric, value, count, rows }) => (
              <>
                <Typography sx={{ fontWeight: 650, mb: 1 }}>
                  {isMetric(metric) ? figure(metric, value) : number(value)} · {t('metrics.rowCount', { count })}
                </Typography>
                <List disablePadding>
                  {rows.map((row, at) => (
                    <ListItem key={`${row.at} ${at}`} divider disableGutters>
                      <ListItemText
                        primary={
                          row.appointment ? (
                            <MuiLink component={Link} to={`/orders/${row.appointment}`}>
                              {t('order.number', { id: row.appointment })} {row.brand} {row.model}
                            </MuiLink>
                          ) : can('users.read') ? (
                            <MuiLink component={Link} to={`/admin/users/${row.user}`}>
                              {row.username}
                            </MuiLink>
                          ) : (
                            row.username
                          )
                        }
                        secondary={moment(row.at)}
                      />
                      <Typography sx={{ fontVariantNumeric: 'tabular-nums' }}>{isMetric(metric) ? partOf(metric, row.value) : number(row.value)}</Typography>
                    </ListItem>
                  ))}
                </List>
              </>
            )}
          </Loaded>
        )}
      </Box>
    </Drawer>
  );
}
