import AssignmentOutlined from '@mui/icons-material/AssignmentOutlined';
import BoltOutlined from '@mui/icons-material/BoltOutlined';
import ChatBubbleOutlineRounded from '@mui/icons-material/ChatBubbleOutlineRounded';
import PaymentsOutlined from '@mui/icons-material/PaymentsOutlined';
import StarOutlineRounded from '@mui/icons-material/StarOutlineRounded';
import TimerOutlined from '@mui/icons-material/TimerOutlined';
import Box from '@mui/material/Box';

/** What kind of event it is, at a glance. */
export function EventIcon({ type }: { type: string }) {
  const tone = type === 'sla.breached' ? 'error' : type === 'sla.at_risk' ? 'warning' : 'primary';
  return (
    <Box
      aria-hidden
      sx={{
        width: 36,
        height: 36,
        borderRadius: '11px',
        display: 'grid',
        placeItems: 'center',
        alignSelf: 'start',
        color: `${tone}.main`,
        bgcolor: `color-mix(in srgb, var(--mui-palette-${tone}-main) 11%, transparent)`,
        '& svg': { fontSize: 20 },
      }}
    >
      {iconOf(type)}
    </Box>
  );
}

function iconOf(type: string) {
  if (type.includes('payment') || type.endsWith('price_set')) {
    return <PaymentsOutlined />;
  }
  switch (type.split('.')[0]) {
    case 'appointment':
      return <AssignmentOutlined />;
    case 'chat':
      return <ChatBubbleOutlineRounded />;
    case 'review':
      return <StarOutlineRounded />;
    case 'sla':
      return <TimerOutlined />;
    default:
      return <BoltOutlined />;
  }
}
