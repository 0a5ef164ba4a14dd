import * as z from 'zod';
import { useDraft } from '../../ui/useDraft';
import { same, type Json } from './json';
import type { Problem, Rule, RuleVersion, StoredRule } from './queries';

/** What somebody writes of a rule. */
export type RuleDraft = Pick<
  Rule,
  'name' | 'description' | 'is_active' | 'trigger_event_type' | 'condition_json' | 'action_json' | 'priority' | 'stop_processing' | 'cooldown_seconds'
>;

export const EMPTY: RuleDraft = {
  name: '',
  description: '',
  is_active: false,
  trigger_event_type: 'appointment.created',
  condition_json: {},
  action_json: [],
  priority: 100,
  stop_processing: false,
  cooldown_seconds: 0,
};

export function draftOf(rule: Rule | RuleVersion): RuleDraft {
  return Object.fromEntries(Object.keys(EMPTY).map((key) => [key, rule[key as keyof RuleDraft]])) as RuleDraft;
}

const json = z.custom<Json>((value) => value !== null);
const shape = z.strictObject({
  name: z.string().max(150),
  description: z.string().max(2000).default(''),
  is_active: z.boolean().default(false),
  trigger_event_type: z.string().min(1).max(120),
  condition_json: json.default({}),
  action_json: json.default([]),
  priority: z.int().min(-1_000_000).max(1_000_000).default(100),
  stop_processing: z.boolean().default(false),
  cooldown_seconds: z.int().min(0).max(31_622_400).default(0),
});
/** What the API answers beside it: copied with the rest, it is no mistake. */
const TOLD = ['id', 'created_at', 'updated_at', 'version', 'problems', 'warnings'];

export type Reading = { draft: RuleDraft } | { draft: null; syntax: { line: number | null } } | { draft: null; problems: Problem[] };

/** A rule from its text; otherwise why there is none. */
export function read(text: string): Reading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (failure) {
    return { draft: null, syntax: { line: lineOf(text, String(failure)) } };
  }
  const written = typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([key]) => !TOLD.includes(key))) : value;
  const result = shape.safeParse(written);
  if (result.success) {
    return { draft: result.data };
  }
  return {
    draft: null,
    problems: result.error.issues.map((issue) => ({
      pointer: [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].map((part) => `/${String(part)}`).join(''),
      message: issue.message,
    })),
  };
}

function lineOf(text: string, message: string): number | null {
  const line = /line (\d+)/.exec(message)?.[1];
  const position = /position (\d+)/.exec(message)?.[1];
  if (line) {
    return Number(line);
  }
  return position ? text.slice(0, Number(position)).split('\n').length : /end of JSON/.test(message) ? text.split('\n').length : null;
}

export function write(draft: RuleDraft): string {
  return JSON.stringify(draft, null, 2);
}

/** What is typed as JSON, which may make no rule yet. */
export type TypedText = { typed: string | null; type: (text: string) => void; forget: () => void };

/**
 * A rule as it is being written. Kept over a reload, together with the state of the rule it began with, so that nobody overwrites
 * what somebody else has saved meanwhile.
 *
 * @param slot names the draft
 * @param initial what it begins with; of a saved rule, that rule
 */
export function useRuleDraft(slot: string, initial: RuleDraft, stored?: StoredRule) {
  const [kept, keep, forget] = useDraft<{ etag: string; draft: RuleDraft } | null>(`rule.${slot}`, null);
  const [typed, type, forgetTyped] = useDraft<string | null>(`rule.${slot}.json`, null);
  const etag = kept?.etag ?? stored?.etag ?? '';
  return {
    draft: kept?.draft ?? initial,
    etag,
    isChanged: kept !== null,
    /** Whether the rule is another by now. */
    isOvertaken: kept !== null && stored !== undefined && kept.etag !== stored.etag,
    change: (next: RuleDraft) => (same(next, initial) && etag === (stored?.etag ?? '') ? forget() : keep({ etag, draft: next })),
    /** What I have written is to stand, whatever the rule is now. */
    rebase: (onto: StoredRule, mine: RuleDraft) => keep({ etag: onto.etag, draft: mine }),
    forget: () => {
      forget();
      forgetTyped();
    },
    text: { typed, type, forget: forgetTyped } satisfies TypedText,
  };
}
