// SHA-256 (FIPS 180-4) of short texts. The platform's digest is a promise and a thread for each: for ten thousand
// keys of a few hundred bytes that takes three times as long.

const primes = firstPrimes(64);
const fraction = (root: number) => (root % 1) * 2 ** 32;
const rounds = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)) | 0);
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)) | 0);
const schedule = new Int32Array(64);
const encoder = new TextEncoder();

/** SHA-256 of a text in UTF-8 as 64 hex digits. */
export function sha256OfText(text: string): string {
  const blocks = padded(encoder.encode(text));
  const state = start.slice();
  for (let at = 0; at < blocks.byteLength; at += 64) addBlock(state, blocks, at);
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The message, a bit, zeros, and its length in bits: whole blocks of 64 bytes. */
function padded(bytes: Uint8Array): DataView {
  const view = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setUint32(view.byteLength - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(view.byteLength - 4, bytes.length << 3);
  return view;
}

function addBlock(state: Int32Array, blocks: DataView, at: number): void {
  for (let i = 0; i < 64; i++) {
    if (i < 16) {
      schedule[i] = blocks.getInt32(at + i * 4);
      continue;
    }
    const early = word(schedule, i - 15);
    const late = word(schedule, i - 2);
    const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    schedule[i] = word(schedule, i - 16) + small + word(schedule, i - 7) + large;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const mixed = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + mixed + ((e & f) ^ (~e & g)) + word(rounds, i) + word(schedule, i)) | 0;
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => {
    state[i] = word(state, i) + value;
  });
}

const word = (words: Int32Array, index: number) => words[index] as number;
const turn = (value: number, by: number) => (value >>> by) | (value << (32 - by));

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number++) {
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  }
  return found;
}
