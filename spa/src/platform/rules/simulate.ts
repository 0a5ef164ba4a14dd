import { useCallback, useEffect, useRef, useState } from 'react';
import { send, standardHeaders, type Schemas } from '../../api/client';
import { failureOf } from '../../api/failure';
import type { RuleDraft } from './draft';

export type Simulation = Schemas['Simulation'];
export type SimulationLine = Schemas['SimulationLine'];
/** Which part of history. */
export type Stretch = { last?: number; from?: string; to?: string };

/** Asks what a rule would have done, and tells how far the answer is. */
export async function simulate(
  rule: RuleDraft,
  ruleId: number | null,
  stretch: Stretch,
  onLine: (line: SimulationLine) => void,
  signal: AbortSignal,
): Promise<Simulation> {
  const request = new Request(new URL('/api/v1/admin/rules/simulate/', location.origin), {
    method: 'POST',
    headers: { ...(await standardHeaders()), Accept: 'application/x-ndjson, application/problem+json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ rule, ...(ruleId === null ? {} : { rule_id: ruleId }), ...stretch }),
    signal,
  });
  const response = await send(request);
  if (!response.ok || !response.body) {
    throw failureOf(response, await response.json().catch(() => null));
  }
  let result: Simulation | null = null;
  for await (const text of textLines(response.body)) {
    const line = JSON.parse(text) as SimulationLine;
    onLine(line);
    result = (line.result as Simulation | null) ?? result;
  }
  if (!result) {
    throw failureOf({ status: 502, headers: { get: () => null } }, null);
  }
  return result;
}

/** The lines of a body as they come, whatever pieces it comes in. */
export async function* textLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + decoder.decode(piece.value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim());
  }
  if (rest.trim()) {
    yield rest;
  }
}

type State = {
  isRunning: boolean;
  progress: SimulationLine | null;
  /** With the rule it is about. */
  result: { simulation: Simulation; of: RuleDraft } | null;
  error: unknown;
};

const IDLE: State = { isRunning: false, progress: null, result: null, error: null };

/** One simulation at a time; the last result stays until there is another. */
export function useSimulation(ruleId: number | null) {
  const [state, setState] = useState(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const stop = useCallback(() => {
    running.current?.abort();
    setState((before) => ({ ...before, isRunning: false, progress: null }));
  }, []);
  const start = useCallback(
    async (rule: RuleDraft, stretch: Stretch) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setState((before) => ({ ...before, isRunning: true, progress: null, error: null }));
      const change = (next: Partial<State>) => controller.signal.aborted || setState((before) => ({ ...before, ...next }));
      try {
        const simulation = await simulate(rule, ruleId, stretch, (progress) => change({ progress }), controller.signal);
        change({ isRunning: false, result: { simulation, of: rule } });
      } catch (error) {
        change({ isRunning: false, progress: null, error });
      }
    },
    [ruleId],
  );
  return { ...state, start, stop };
}

export type RunningSimulation = ReturnType<typeof useSimulation>;
