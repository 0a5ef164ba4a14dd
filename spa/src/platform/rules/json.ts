export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Where something is inside of a value, from the outside in. */
export type Path = (string | number)[];

/** The same as the server writes it (RFC 6901). */
export function pointerOf(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function isObject(value: unknown): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is there; undefined where there is nothing. */
export function at(root: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((here, part) => {
    if (Array.isArray(here)) {
      return here[Number(part)];
    }
    return isObject(here) ? here[part] : undefined;
  }, root);
}

/** The same value with something else in one place. */
export function put(root: Json, path: Path, value: Json): Json {
  const [part, ...rest] = path;
  if (part === undefined) {
    return value;
  }
  if (Array.isArray(root)) {
    return root.with(Number(part), put(root[Number(part)] ?? null, rest, value));
  }
  const object = isObject(root) ? root : {};
  return { ...object, [part]: put(object[part] ?? null, rest, value) };
}

export function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => same(item, other[index]));
  }
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => key in other && same(one[key], other[key]));
  }
  return one === other;
}

/**
 * On which line of a text of JSON each part of it begins, by pointer. The text has to be valid.
 */
export function linesOf(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  const tokens = text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g);
  const next = () => tokens.next().value;
  const lineAt = (index: number) => text.slice(0, index).split('\n').length;

  const read = (token: RegExpExecArray | undefined, path: Path, line?: number) => {
    if (!token) {
      return;
    }
    lines.set(pointerOf(path), line ?? lineAt(token.index));
    if (token[0] === '{') {
      for (let name = next(); name && name[0] !== '}'; name = next()) {
        if (name[0] !== ',') {
          next();
          read(next(), [...path, JSON.parse(name[0]) as string], lineAt(name.index));
        }
      }
    } else if (token[0] === '[') {
      let index = 0;
      for (let item = next(); item && item[0] !== ']'; item = next()) {
        if (item[0] !== ',') {
          read(item, [...path, index++]);
        }
      }
    }
  };
  read(next(), []);
  return lines;
}
