import type { ParseKeys } from 'i18next';
import type { Schemas } from '../api/client';

export type Explained = Schemas['ExplainedScore'];
export type ScoreLine = Schemas['ScoreLine'];
export type ScoreChange = Schemas['ScoreChange'];

/** A risk is good when it is low, a score when it is high. */
export function toneOf({ kind, score, level }: Pick<Explained, 'kind' | 'score' | 'level'>): 'success' | 'warning' | 'error' {
  if (kind === 'risk') {
    return level === 'low' ? 'success' : level === 'medium' ? 'warning' : 'error';
  }
  return score >= 70 ? 'success' : score >= 40 ? 'warning' : 'error';
}

const BOOKKEEPING: ScoreLine['code'][] = ['rounding', 'clamping'];

/** Lines that only make the sum come out, and change nothing, need not be read. */
export function isWorthReading({ code, points }: ScoreLine): boolean {
  return points !== 0 || !BOOKKEEPING.includes(code);
}

/** How long the bar of a line is, of 100: beside the longest one. */
export function barLength({ points }: ScoreLine, lines: ScoreLine[]): number {
  const longest = Math.max(...lines.map((line) => Math.abs(line.points)));
  return longest === 0 ? 0 : (Math.abs(points) / longest) * 100;
}

/** The way of a score over time, oldest first, up to what it is now. */
export function course({ history, score }: Pick<Explained, 'history' | 'score'>, now: Date): { at: Date; score: number }[] {
  const changes = history.map((change) => ({ at: new Date(change.changed_at), score: change.new_score })).reverse();
  return [...changes, { at: now, score }];
}

const EVENTS: Record<string, ParseKeys> = {
  'appointment.created': 'score.event.created',
  'appointment.master_assigned': 'score.event.assigned',
  'appointment.master_taken': 'score.event.taken',
  'appointment.status_changed': 'score.event.status',
  'appointment.work_completed': 'score.event.completed',
  'review.master_created': 'score.event.masterReview',
  'review.client_created': 'score.event.clientReview',
};

/** What moved a score, when there is a better word for it than the server's. */
export function causeKey({ event_type }: ScoreChange): ParseKeys | undefined {
  return event_type ? EVENTS[event_type] : undefined;
}
