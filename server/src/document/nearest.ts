/**
 * The candidate that a misspelt word most probably means; undefined where none is near, or where two are equally near.
 * Case, hyphens and underscores count for nothing.
 */
export function nearest(
  word: string,
  candidates: readonly string[],
  tolerance: number = toleranceOf(word),
): string | undefined {
  const plain = simplify(word);
  let best: string | undefined;
  let shortest = tolerance + 1;
  let isTie = false;
  for (const candidate of candidates) {
    const distance = editDistance(plain, simplify(candidate), shortest);
    if (distance === shortest) isTie = true;
    if (distance >= shortest) continue;
    [best, shortest, isTie] = [candidate, distance, false];
  }
  return isTie ? undefined : best;
}

/** Short words have near neighbors by accident: one edit for up to four letters, two for up to eight, then three. */
function toleranceOf(word: string): number {
  if (word.length <= 4) return 1;
  return word.length <= 8 ? 2 : 3;
}

function simplify(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, "");
}

/** Insertions, deletions, replacements and swaps of neighbors from `a` to `b`; anything above `limit` counts as more than it. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let rows: readonly (readonly number[])[] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) rows = [rows[1] ?? [], nextRow(a, b, i, rows)];
  return rows[1]?.[b.length] ?? limit + 1;
}

/** Distances of the first `i` letters of `a` to each beginning of `b`, from those of one and two letters less. */
function nextRow(
  a: string,
  b: string,
  i: number,
  [twoLess = [], oneLess = []]: readonly (readonly number[])[],
): number[] {
  const row = [i];
  for (let j = 1; j <= b.length; j++) {
    const replaced = at(oneLess, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
    const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    row.push(Math.min(replaced, at(oneLess, j) + 1, at(row, j - 1) + 1, isSwap ? at(twoLess, j - 2) + 1 : replaced));
  }
  return row;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
