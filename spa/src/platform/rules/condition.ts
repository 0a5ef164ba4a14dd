import { at, isObject, put, type Json, type Path } from './json';

/** What a condition is; `unknown` for what the language does not have, which is never met. */
export type Kind = 'always' | 'all' | 'any' | 'not' | 'comparison' | 'unknown';
export type GroupKind = 'all' | 'any' | 'not';
export type Comparison = { field: string; op: string; value?: Json };

export const ALWAYS: Json = {};

/** As the server reads it: `all` counts before `any`, that before `not`, and each of them before a comparison. */
export function kindOf(node: Json | undefined): Kind {
  if (node === null || node === undefined || node === '' || (Array.isArray(node) && node.length === 0)) {
    return 'always';
  }
  if (!isObject(node)) {
    return 'unknown';
  }
  if ('all' in node) {
    return Array.isArray(node.all) ? 'all' : 'unknown';
  }
  if ('any' in node) {
    return Array.isArray(node.any) ? 'any' : 'unknown';
  }
  if ('not' in node) {
    return 'not';
  }
  if (typeof node.field === 'string') {
    return 'comparison';
  }
  return Object.keys(node).length === 0 ? 'always' : 'unknown';
}

/** Where the conditions inside of one are. */
export function childPaths(node: Json): Path[] {
  const kind = kindOf(node);
  if (kind === 'all' || kind === 'any') {
    return members(node, kind).map((_, index) => [kind, index]);
  }
  return kind === 'not' ? [['not']] : [];
}

function members(node: Json, kind: 'all' | 'any'): Json[] {
  return (node as { [key: string]: Json })[kind] as Json[];
}

/** One more condition in a place: into the group that is there, or beside what is there. */
export function add(root: Json, path: Path, extra: Json): Json {
  return put(root, path, joined(at(root, path) ?? ALWAYS, extra));
}

function joined(node: Json, extra: Json): Json {
  switch (kindOf(node)) {
    case 'always':
      return extra;
    case 'all':
      return { all: [...members(node, 'all'), extra] };
    case 'any':
      return { any: [...members(node, 'any'), extra] };
    case 'not':
      return { not: joined((node as { not: Json }).not, extra) };
    default:
      return { all: [node, extra] };
  }
}

export function remove(root: Json, path: Path): Json {
  const last = path.at(-1);
  if (typeof last !== 'number') {
    return put(root, path, ALWAYS);
  }
  const list = path.slice(0, -1);
  const left = put(root, list, (at(root, list) as Json[]).toSpliced(last, 1));
  // "None of these" is never met, which nobody means who removes the last one.
  return list.length === 1 && (at(left, list) as Json[]).length === 0 ? ALWAYS : left;
}

/** Another kind of group with the same conditions. */
export function changeKind(node: Json, to: GroupKind): Json {
  const from = kindOf(node);
  if (from === to) {
    return node;
  }
  if (from === 'not') {
    const inner = (node as { not: Json }).not;
    const kind = kindOf(inner);
    return { [to]: kind === 'all' || kind === 'any' ? members(inner, kind) : kind === 'always' ? [] : [inner] };
  }
  if (from !== 'all' && from !== 'any') {
    return to === 'not' ? { not: node } : { [to]: [node] };
  }
  const all = members(node, from);
  return to === 'not' ? { not: all.length === 1 ? all[0]! : node } : { [to]: all };
}

/**
 * A step up or down in the order one sees: past its neighbour, into a group that is in the way, out of its own at the end.
 *
 * @returns the condition and where what was moved is now; null when there is nowhere to go
 */
export function move(root: Json, path: Path, by: -1 | 1): { root: Json; path: Path } | null {
  const index = path.at(-1);
  if (typeof index !== 'number') {
    return null;
  }
  const listPath = path.slice(0, -1);
  const list = at(root, listPath) as Json[];
  const node = list[index]!;
  const neighbour = list[index + by];
  if (neighbour !== undefined) {
    const kind = kindOf(neighbour);
    if (kind === 'all' || kind === 'any') {
      const inside = members(neighbour, kind);
      const grown = { [kind]: by < 0 ? [...inside, node] : [node, ...inside] };
      return {
        root: put(root, listPath, list.with(index + by, grown).toSpliced(index, 1)),
        path: [...listPath, by < 0 ? index - 1 : index, kind, by < 0 ? inside.length : 0],
      };
    }
    return { root: put(root, listPath, list.with(index, neighbour).with(index + by, node)), path: [...listPath, index + by] };
  }
  const place = listPath.at(-2);
  if (typeof place !== 'number') {
    return null;
  }
  const outerPath = listPath.slice(0, -2);
  const to = by < 0 ? place : place + 1;
  const outer = at(put(root, listPath, list.toSpliced(index, 1)), outerPath) as Json[];
  return { root: put(root, outerPath, outer.toSpliced(to, 0, node)), path: [...outerPath, to] };
}
