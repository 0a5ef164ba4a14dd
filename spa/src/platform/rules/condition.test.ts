import { describe, expect, it } from 'vitest';
import { add, changeKind, kindOf, move, remove } from './condition';

const [a, b, c] = ['a', 'b', 'c'].map((field) => ({ field, op: '==', value: 1 })) as [Cmp, Cmp, Cmp];
type Cmp = { field: string; op: string; value: number };

describe('a condition', () => {
  it('is read as the server reads it', () => {
    expect([{}, [], '', null].map(kindOf)).toEqual(['always', 'always', 'always', 'always']);
    expect(kindOf({ any: [], all: [], field: 'x' })).toBe('all');
    expect(kindOf({ not: {} })).toBe('not');
    expect([kindOf(3), kindOf({ any: 3 }), kindOf({ op: '==' })]).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('becomes a group when there is more than one', () => {
    expect(add({}, [], a)).toEqual(a);
    expect(add(a, [], b)).toEqual({ all: [a, b] });
    expect(add({ any: [a] }, [], b)).toEqual({ any: [a, b] });
    expect(add({ not: a }, [], b)).toEqual({ not: { all: [a, b] } });
    expect(add({ all: [a, { any: [b] }] }, ['all', 1], c)).toEqual({ all: [a, { any: [b, c] }] });
  });

  it('is always met once the last one is gone', () => {
    expect(remove({ any: [a] }, ['any', 0])).toEqual({});
    expect(remove({ all: [a, b] }, ['all', 0])).toEqual({ all: [b] });
    expect(remove({ not: a }, ['not'])).toEqual({ not: {} });
    expect(remove(a, [])).toEqual({});
  });

  it('keeps its conditions when it becomes another kind of group', () => {
    expect(changeKind({ all: [a, b] }, 'any')).toEqual({ any: [a, b] });
    expect(changeKind({ any: [a, b] }, 'not')).toEqual({ not: { any: [a, b] } });
    expect(changeKind({ not: { any: [a, b] } }, 'all')).toEqual({ all: [a, b] });
    expect(changeKind({ all: [a] }, 'not')).toEqual({ not: a });
  });

  it('moves past a neighbour, into a group in the way, and out at the end', () => {
    expect(move({ all: [a, b] }, ['all', 1], -1)).toEqual({ root: { all: [b, a] }, path: ['all', 0] });
    expect(move({ all: [a, { any: [b] }] }, ['all', 0], 1)).toEqual({ root: { all: [{ any: [a, b] }] }, path: ['all', 0, 'any', 0] });
    expect(move({ all: [{ any: [a, b] }, c] }, ['all', 0, 'any', 1], 1)).toEqual({ root: { all: [{ any: [a] }, b, c] }, path: ['all', 1] });
    expect(move({ all: [{ any: [a, b] }, c] }, ['all', 0, 'any', 0], -1)).toEqual({ root: { all: [a, { any: [b] }, c] }, path: ['all', 0] });
    expect(move({ all: [a] }, ['all', 0], -1)).toBeNull();
    expect(move({ not: a }, ['not'], 1)).toBeNull();
  });
});
