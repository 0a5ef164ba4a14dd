import AddCircleOutlineRounded from '@mui/icons-material/AddCircleOutlineRounded';
import AssignmentOutlined from '@mui/icons-material/AssignmentOutlined';
import BoltOutlined from '@mui/icons-material/BoltOutlined';
import EngineeringOutlined from '@mui/icons-material/EngineeringOutlined';
import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import FlagOutlined from '@mui/icons-material/FlagOutlined';
import GroupOutlined from '@mui/icons-material/GroupOutlined';
import HandymanOutlined from '@mui/icons-material/HandymanOutlined';
import HomeOutlined from '@mui/icons-material/HomeOutlined';
import InboxOutlined from '@mui/icons-material/InboxOutlined';
import InsightsOutlined from '@mui/icons-material/InsightsOutlined';
import PersonOutlineRounded from '@mui/icons-material/PersonOutlineRounded';
import RateReviewOutlined from '@mui/icons-material/RateReviewOutlined';
import RuleOutlined from '@mui/icons-material/RuleOutlined';
import SettingsOutlined from '@mui/icons-material/SettingsOutlined';
import SpaceDashboardOutlined from '@mui/icons-material/SpaceDashboardOutlined';
import StarOutlineRounded from '@mui/icons-material/StarOutlineRounded';
import StorageOutlined from '@mui/icons-material/StorageOutlined';
import TimerOutlined from '@mui/icons-material/TimerOutlined';
import WebhookOutlined from '@mui/icons-material/WebhookOutlined';
import type { ParseKeys } from 'i18next';
import type { ReactElement } from 'react';
import type { Me } from '../session/session';
import { mayVisit } from './access';

export type Destination = {
  to: string;
  label: ParseKeys;
  icon: ReactElement;
  /** Pages with another address that belong there. */
  holds?: string;
};

const CLIENT: Destination[] = [
  { to: '/', label: 'nav.home', icon: <HomeOutlined /> },
  { to: '/orders', label: 'nav.orders', icon: <AssignmentOutlined /> },
  { to: '/orders/new', label: 'nav.newOrder', icon: <AddCircleOutlineRounded /> },
  { to: '/profile', label: 'nav.profile', icon: <PersonOutlineRounded /> },
];

const MASTER: Destination[] = [
  { to: '/', label: 'nav.queue', icon: <InboxOutlined /> },
  { to: '/board', label: 'nav.board', icon: <HandymanOutlined />, holds: '/orders' },
  { to: '/score', label: 'nav.score', icon: <StarOutlineRounded /> },
  { to: '/reviews', label: 'nav.reviews', icon: <RateReviewOutlined /> },
  { to: '/profile', label: 'nav.profile', icon: <PersonOutlineRounded /> },
];

const ADMIN: Destination[] = [
  { to: '/', label: 'nav.overview', icon: <SpaceDashboardOutlined /> },
  { to: '/admin/appointments', label: 'nav.appointments', icon: <AssignmentOutlined />, holds: '/orders' },
  { to: '/admin/users', label: 'nav.users', icon: <GroupOutlined /> },
  { to: '/admin/clients', label: 'nav.clients', icon: <PersonOutlineRounded /> },
  { to: '/admin/masters', label: 'nav.masters', icon: <EngineeringOutlined /> },
  { to: '/admin/sla', label: 'nav.sla', icon: <TimerOutlined /> },
  { to: '/admin/metrics', label: 'nav.metrics', icon: <InsightsOutlined /> },
  { to: '/admin/rules', label: 'nav.rules', icon: <RuleOutlined /> },
  { to: '/admin/events', label: 'nav.events', icon: <BoltOutlined /> },
  { to: '/admin/flags', label: 'nav.flags', icon: <FlagOutlined /> },
  { to: '/admin/webhooks', label: 'nav.webhooks', icon: <WebhookOutlined /> },
  { to: '/admin/audit', label: 'nav.audit', icon: <FactCheckOutlined /> },
  { to: '/admin/system', label: 'nav.system', icon: <SettingsOutlined /> },
  { to: '/django-admin', label: 'nav.data', icon: <StorageOutlined /> },
];

const BY_ROLE = { client: CLIENT, master: MASTER, admin: ADMIN };

/** Where somebody can go; what they may not see is not there. */
export function destinations(user: Me['user']): Destination[] {
  return BY_ROLE[user.role].filter(({ to }) => mayVisit(user, to));
}
