// Pieces that commands are made of, and what sits at the edges of how lines are cut and trimmed.
const pieces = [
  "::",
  ":",
  "#",
  "##[",
  "##",
  "[",
  "]",
  " ",
  "\t",
  "\u00a0",
  "\u3000",
  "\ufeff",
  "\u200b",
  "\u00ad",
  "set-output",
  "SET-OUTPUT",
  " name=a",
  "error",
  "x",
  "%0A",
  "%3A",
  "\n",
  "\r",
  "\u2028",
  "\u0085",
  "\v",
  "\f",
  "add-mask",
  "stop-commands",
  "::error::x",
  "##[set-output name=a]x",
];

const mostPieces = 12;

/** An endless source of texts that try to be workflow commands, the same for the same seed. */
export function createHostileText(seed: number): () => string {
  const random = createRandom(seed);
  return () => {
    const count = 1 + Math.floor(random() * mostPieces);
    return Array.from({ length: count }, () => pieces[Math.floor(random() * pieces.length)]).join("");
  };
}

/** Mulberry32: small, and good enough to mix pieces. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
