/** Where an element of a list comes from: the one at `index` before, `kept` as it was or changed in its place. */
export interface Origin {
  index: number;
  kept: boolean;
}

/**
 * Pairs the elements of a list with those before, by key: equal ones in order first, then, where as many stand
 * between two equal ones as before, those in between as changed in their place. Null is new.
 */
export function originsOf(before: readonly string[], after: readonly string[]): (Origin | null)[] {
  const origins: (Origin | null)[] = after.map(() => null);
  let doneBefore = 0;
  let doneAfter = 0;
  for (const pair of [...commonInOrder(before, after), { before: before.length, after: after.length }]) {
    if (pair.before - doneBefore === pair.after - doneAfter) {
      for (let i = doneAfter; i < pair.after; i += 1) origins[i] = { index: doneBefore + i - doneAfter, kept: false };
    }
    if (pair.after < after.length) origins[pair.after] = { index: pair.before, kept: true };
    doneBefore = pair.before + 1;
    doneAfter = pair.after + 1;
  }
  return origins;
}

interface Pair {
  before: number;
  after: number;
}

/** The longest common subsequence, as pairs of positions. */
function commonInOrder(before: readonly string[], after: readonly string[]): Pair[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const starting = Array.from({ length: start }, (_, i) => ({ before: i, after: i }));
  const ending = Array.from({ length: end }, (_, i) => ({ before: before.length - end + i, after: after.length - end + i }));
  const middle = commonInMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return [...starting, ...middle.map((pair) => ({ before: pair.before + start, after: pair.after + start })), ...ending];
}

/** Beyond this many comparisons only the equal start and end count. */
const MOST_COMPARISONS = 4_000_000;

function commonInMiddle(before: readonly string[], after: readonly string[]): Pair[] {
  if (before.length * after.length > MOST_COMPARISONS) return [];
  const lengths = commonLengths(before, after);
  const lengthAt = (b: number, a: number): number => lengths[b * (after.length + 1) + a]!;
  const pairs: Pair[] = [];
  let b = 0;
  let a = 0;
  while (b < before.length && a < after.length) {
    if (before[b] === after[a]) {
      pairs.push({ before: b, after: a });
      b += 1;
      a += 1;
    } else if (lengthAt(b + 1, a) >= lengthAt(b, a + 1)) {
      b += 1;
    } else {
      a += 1;
    }
  }
  return pairs;
}

/** Row by row, how long the common subsequence of the two remainders is. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let b = before.length - 1; b >= 0; b -= 1) {
    for (let a = after.length - 1; a >= 0; a -= 1) {
      const below = (b + 1) * width + a;
      lengths[b * width + a] = before[b] === after[a] ? lengths[below + 1]! + 1 : Math.max(lengths[below]!, lengths[b * width + a + 1]!);
    }
  }
  return lengths;
}
