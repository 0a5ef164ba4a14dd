import type { ParseKeys, TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { language, type Language } from '../../i18n/i18n';
import { moment, number } from '../../ui/format';
import { kindOf, type Comparison } from './condition';
import type { RuleDraft } from './draft';
import { isObject, type Json } from './json';
import { meaningOf } from './meaning';
import type { ActionKind, Catalogue, RuleField } from './queries';

/** A line of a rule in words; what belongs to the one above is deeper. */
export type Line = { depth: number; text: string };

/** Operators as one chooses them: that something is missing is said by comparing it with null. */
export const OPERATORS: Record<string, { key: ParseKeys; sign?: string }> = {
  '==': { key: 'rules.op.eq', sign: '=' },
  '!=': { key: 'rules.op.ne', sign: '≠' },
  '>': { key: 'rules.op.gt', sign: '>' },
  '>=': { key: 'rules.op.ge', sign: '≥' },
  '<': { key: 'rules.op.lt', sign: '<' },
  '<=': { key: 'rules.op.le', sign: '≤' },
  in: { key: 'rules.op.in' },
  not_in: { key: 'rules.op.notIn' },
  contains: { key: 'rules.op.contains' },
  missing: { key: 'rules.op.missing' },
  present: { key: 'rules.op.present' },
};

/** Words of the API that have a name in ours. */
const CHOICES: Record<string, ParseKeys> = {
  NEW: 'status.NEW',
  IN_REVIEW: 'status.IN_REVIEW',
  AWAITING_PAYMENT: 'status.AWAITING_PAYMENT',
  PAYMENT_PROOF_UPLOADED: 'status.PAYMENT_PROOF_UPLOADED',
  PAID: 'status.PAID',
  IN_PROGRESS: 'status.IN_PROGRESS',
  COMPLETED: 'status.COMPLETED',
  DECLINED_BY_MASTER: 'status.DECLINED_BY_MASTER',
  CANCELLED: 'status.CANCELLED',
  low: 'risk.low',
  medium: 'risk.medium',
  high: 'risk.high',
  critical: 'risk.critical',
  client: 'role.client',
  master: 'role.master',
  admin: 'role.admin',
  crypto: 'payment.crypto',
  bank_transfer: 'payment.bank_transfer',
  response_timeout: 'rules.word.response',
  completion_timeout: 'rules.word.completion',
  actor: 'rules.word.actor',
  admins: 'rules.word.admins',
  user: 'rules.word.user',
  role: 'rules.word.role',
};

const TRIGGER_OF_OUR_OWN = /^custom\./;

/** Says rules in words; everything the server's catalogue does not know is said as it is written. */
export function ruleWords(catalogue: Catalogue | undefined, t: TFunction, lang: Language) {
  const eventOf = (type: string) => catalogue?.events.find((event) => event.type === type);
  const actionOf = (type: string) => catalogue?.actions.find((action) => action.type === type);

  /** @param event the trigger, which has fields of its own */
  function fieldOf(path: string, event?: string): RuleField | undefined {
    const own = event ? eventOf(event)?.payload : catalogue?.events.flatMap(({ payload }) => payload);
    return own?.find(({ field }) => field === path) ?? catalogue?.fields.find(({ field }) => field === path);
  }

  const trigger = (type: string) =>
    meaningOf(catalogue, type, lang) ?? (TRIGGER_OF_OUR_OWN.test(type) ? t('rules.customEvent', { type }) : type);
  const field = (path: string, event?: string) => fieldOf(path, event)?.meaning[lang] ?? path.replace(/^event\.payload\./, '');
  const quoted = (text: string) => t('rules.quoted', { text });
  const choice = (word: string) => (CHOICES[word] ? t(CHOICES[word]) : word);

  function value(it: unknown, of?: RuleField): string {
    if (it === null || it === undefined) {
      return t('rules.nothing');
    }
    if (typeof it === 'boolean') {
      return t(it ? 'rules.yes' : 'rules.no');
    }
    if (typeof it === 'number') {
      return number(it, 6);
    }
    if (Array.isArray(it)) {
      return it.length ? it.map((item) => value(item, of)).join(', ') : t('rules.emptyList');
    }
    if (typeof it === 'string') {
      if (of?.choices.length) {
        return of.choices.includes(it) || of.choices.includes(it.toLowerCase()) ? choice(of.choices.includes(it) ? it : it.toLowerCase()) : quoted(it);
      }
      return of?.type === 'time' && /^\d{4}-\d\d-\d\dT/.test(it) && !Number.isNaN(Date.parse(it)) ? moment(it) : quoted(it);
    }
    return JSON.stringify(it);
  }

  function comparison(it: { field?: string | null; op?: string | null; value?: unknown }, event?: string): string {
    const path = it.field ?? '';
    const name = field(path, event);
    const op = it.op ?? '';
    const isNothing = it.value === null || it.value === undefined;
    if (isNothing && (op === '==' || op === '!=')) {
      return `${name} ${t(op === '==' ? 'rules.op.missing' : 'rules.op.present')}`;
    }
    const known = OPERATORS[op];
    return `${name} ${known?.sign ?? (known ? t(known.key) : op)} ${value(it.value, fieldOf(path, event))}`;
  }

  function condition(node: Json | undefined, event?: string, depth = 0): Line[] {
    const kind = kindOf(node);
    switch (kind) {
      case 'always':
        return [{ depth, text: t('rules.always') }];
      case 'all':
      case 'any': {
        const inside = (node as { [key: string]: Json })[kind] as Json[];
        return [{ depth, text: t(`rules.group.${kind}`) }, ...inside.flatMap((child) => condition(child, event, depth + 1))];
      }
      case 'not':
        return [{ depth, text: t('rules.group.not') }, ...condition((node as { not: Json }).not, event, depth + 1)];
      case 'comparison':
        return [{ depth, text: comparison(node as Comparison, event) }];
      default:
        return [{ depth, text: t('rules.notUnderstood', { text: JSON.stringify(node) }) }];
    }
  }

  /** A condition in one line: `A and (B or not C)`. */
  function sentence(node: Json | undefined, event?: string, isInside = false): string {
    const kind = kindOf(node);
    if (kind === 'all' || kind === 'any') {
      const inside = (node as { [key: string]: Json })[kind] as Json[];
      const text = inside.map((child) => sentence(child, event, inside.length > 1)).join(` ${t(kind === 'all' ? 'rules.and' : 'rules.or')} `);
      return isInside && inside.length > 1 ? `(${text})` : text || t(kind === 'all' ? 'rules.always' : 'rules.never');
    }
    if (kind === 'not') {
      return `${t('rules.not')} ${sentence((node as { not: Json }).not, event, true)}`;
    }
    return condition(node, event)[0]!.text;
  }

  function action(it: Json | { [key: string]: unknown }): string {
    if (!isObject(it) || typeof it.type !== 'string') {
      return t('rules.notUnderstood', { text: JSON.stringify(it) });
    }
    const known = actionOf(it.type);
    const order = known?.parameters.map(({ name }) => name) ?? Object.keys(it).filter((key) => key !== 'type');
    const said = order.filter((name) => it[name] !== undefined).map((name) => parameter(known, name, it[name]!));
    return [known?.meaning[lang] ?? it.type, ...said].join(' · ');
  }

  function parameter(known: ActionKind | undefined, name: string, it: Json): string {
    const choices = known?.parameters.find((parameter) => parameter.name === name)?.choices ?? [];
    return typeof it === 'string' ? (choices.includes(it) ? choice(it) : quoted(it)) : typeof it === 'number' ? t('order.number', { id: it }) : JSON.stringify(it);
  }

  /** Everything a rule says, to be read and to be compared. */
  function lines(rule: RuleDraft): Line[] {
    const actions = actionsOf(rule.action_json);
    return [
      { depth: 0, text: t('rules.line.name', { name: rule.name }) },
      ...(rule.description ? [{ depth: 0, text: t('rules.line.description', { text: rule.description }) }] : []),
      { depth: 0, text: t('rules.line.when', { trigger: trigger(rule.trigger_event_type) }) },
      { depth: 0, text: t('rules.line.if') },
      ...condition(rule.condition_json, rule.trigger_event_type, 1),
      { depth: 0, text: t('rules.line.do') },
      ...(actions.length ? actions.map((it) => ({ depth: 1, text: action(it) })) : [{ depth: 1, text: t('rules.doesNothing') }]),
      { depth: 0, text: t('rules.line.priority', { priority: rule.priority }) },
      ...(rule.stop_processing ? [{ depth: 0, text: t('rules.line.stops') }] : []),
      ...(rule.cooldown_seconds ? [{ depth: 0, text: t('rules.line.cooldown', { time: duration(rule.cooldown_seconds) }) }] : []),
    ];
  }

  function duration(seconds: number): string {
    const [unit, size] = UNITS.find(([, length]) => seconds % length === 0) ?? UNITS[3]!;
    return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(seconds / size);
  }

  return { eventOf, actionOf, fieldOf, trigger, field, choice, value, comparison, condition, sentence, action, lines, duration };
}

export type RuleWords = ReturnType<typeof ruleWords>;

/** Units in which people think of a pause, the longest first, and their seconds. */
export const UNITS: [string, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

export function actionsOf(actions: Json): Json[] {
  if (Array.isArray(actions)) {
    return actions;
  }
  return isObject(actions) && Object.keys(actions).length === 0 ? [] : [actions];
}

export function useRuleWords(catalogue: Catalogue | undefined): RuleWords {
  const { t } = useTranslation();
  return ruleWords(catalogue, t, language());
}
