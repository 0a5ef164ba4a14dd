import type { Rule } from './queries';
import type { RuleWords } from './words';

export type RuleState = 'all' | 'on' | 'off' | 'wrong';
type Filter = { text: string; state: RuleState; trigger: string };

/** Those that are asked for, in the order in which they run: by event, then by priority. */
export function filterRules(all: Rule[], { text, state, trigger }: Filter, words: RuleWords): Rule[] {
  const sought = text.trim().toLowerCase();
  return all
    .filter(
      (rule) =>
        (state === 'on' ? rule.is_active : state === 'off' ? !rule.is_active : state !== 'wrong' || rule.problems.length + rule.warnings.length > 0) &&
        (!trigger || rule.trigger_event_type === trigger) &&
        [rule.name, rule.description, rule.trigger_event_type, ...words.lines(rule).map((line) => line.text)].join('\n').toLowerCase().includes(sought),
    )
    .sort((one, other) => one.trigger_event_type.localeCompare(other.trigger_event_type) || one.priority - other.priority || one.id - other.id);
}
