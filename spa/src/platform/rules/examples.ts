import type { TFunction } from 'i18next';
import { EMPTY, type RuleDraft } from './draft';

/** Rules to begin with, as many shops want them; in the language of whoever takes one. */
export function examples(t: TFunction): Record<string, RuleDraft> {
  return {
    risk: {
      ...EMPTY,
      name: t('rules.example.risk'),
      description: t('rules.example.riskText'),
      trigger_event_type: 'appointment.created',
      condition_json: { field: 'client.risk_level', op: '>=', value: 'high' },
      action_json: [
        { type: 'assign_tag', tag: 'risky' },
        { type: 'request_admin_attention', title: t('rules.example.riskTitle') },
      ],
    },
    expensive: {
      ...EMPTY,
      name: t('rules.example.expensive'),
      description: t('rules.example.expensiveText'),
      trigger_event_type: 'appointment.price_set',
      condition_json: { field: 'appointment.total_price', op: '>=', value: 10_000 },
      action_json: [{ type: 'request_admin_attention', title: t('rules.example.expensiveTitle') }],
    },
    paid: {
      ...EMPTY,
      name: t('rules.example.paid'),
      description: t('rules.example.paidText'),
      trigger_event_type: 'appointment.status_changed',
      condition_json: { field: 'event.payload.to_status', op: '==', value: 'PAID' },
      action_json: [
        { type: 'create_notification', target: 'master', notification_type: 'payment', title: t('rules.example.paidTitle'), message: t('rules.example.paidMessage') },
      ],
    },
  };
}
