export type DiffLine<T> = { change: 'same' | 'added' | 'removed'; line: T };

/** What two texts have in common and what they do not, line by line (the longest common sequence). */
export function diff<T>(before: T[], after: T[], isSame: (one: T, other: T) => boolean): DiffLine<T>[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      lengths[i]![j] = isSame(before[i]!, after[j]!) ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const result: DiffLine<T>[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && isSame(before[i]!, after[j]!)) {
      result.push({ change: 'same', line: after[j]! });
      i++;
      j++;
    } else if (i < before.length && (j === after.length || lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      result.push({ change: 'removed', line: before[i++]! });
    } else {
      result.push({ change: 'added', line: after[j++]! });
    }
  }
  return result;
}
