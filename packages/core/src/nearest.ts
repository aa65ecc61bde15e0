/** The word of a list nearest to what was typed, or undefined where none is near enough to suggest. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  const wanted = normalize(typed);
  let best: { word: string; distance: number } | undefined;
  for (const word of words) {
    const distance = editDistance(wanted, normalize(word));
    if (best === undefined || distance < best.distance) best = { word, distance };
  }
  // Half the letters wrong is another word, not a typing error.
  return best && best.distance <= Math.max(1, Math.floor(wanted.length / 2)) ? best.word : undefined;
}

const normalize = (word: string) =>
  word
    .toLowerCase()
    .replaceAll(/[-_ .]/g, "")
    .slice(0, 64);

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
