import { describe, expect, it } from 'vitest';
import { EMPTY, read, write } from './draft';
import { lineOf } from './RuleJson';
import { linesOf } from './json';

describe('a rule as JSON', () => {
  it('is the same rule again when it is read', () => {
    const draft = { ...EMPTY, name: 'One', condition_json: { not: { field: 'a', op: '==', value: null } }, action_json: { type: 'assign_tag', tag: 'x' } };
    expect(read(write(draft))).toEqual({ draft });
  });

  it('may be as short as in the documentation, and may have what only the server says', () => {
    expect(read('{"id": 5, "version": 2, "problems": [], "name": "One", "trigger_event_type": "appointment.created"}')).toEqual({ draft: { ...EMPTY, name: 'One' } });
  });

  it('says where it is no JSON', () => {
    expect(read('{\n  "name": "One",\n  oops\n}')).toMatchObject({ draft: null, syntax: { line: 3 } });
  });

  it('says what is no rule, by place', () => {
    const reading = read('{"name": "One", "trigger_event_type": "a", "priority": "first", "colour": "red"}');
    expect('problems' in reading && reading.problems.map(({ pointer }) => pointer).sort()).toEqual(['/colour', '/priority']);
  });

  it('knows on which line a pointer is, and of what is missing where it is missing', () => {
    const lines = linesOf('{\n  "a": [\n    {"b": "x: {"},\n    {"c/d": 1}\n  ]\n}');
    expect(lines.get('/a/0/b')).toBe(3);
    expect(lines.get('/a/1/c~1d')).toBe(4);
    expect(lineOf(lines, '/a/1/user_id')).toBe(4);
    expect(lineOf(lines, '/nowhere')).toBe(1);
  });
});
