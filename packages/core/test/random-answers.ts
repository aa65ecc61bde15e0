import fc from "fast-check";
import { toBase64 } from "../src/references.ts";
import { container, gif, jpeg, png, webpExtended, webpLossless, webpLossy } from "./images.ts";

/** Stands in random answers too: wherever a service repeats it, it must not come out again. */
export const key = "SG_4f9d0c7be2a15836";

const images = [
  png(64, 32),
  gif(5, 6),
  jpeg(640, 480),
  webpLossy(9, 9),
  webpLossless(9, 9),
  webpExtended(9, 9),
  container("avif"),
  container("heic"),
];
const encode = (text: string) => new TextEncoder().encode(text);
const image = fc.constantFrom(...images);
const base64 = image.map(toBase64);
const says = fc.constantFrom(
  "Internal Polling Error",
  "output image may contain sensitive information",
  "Insufficient credits",
  `The key ${key} is not known`,
  `Basic ${toBase64(encode(`x:${key}`))}`,
  "A".repeat(700),
  "\ud800",
  "",
);
const address = fc.constantFrom(
  "https://images.segmind.com/a.jpg",
  "http://images.segmind.com/a.jpg",
  "https://localhost:99999/",
  "http://127.0.0.1:1/x",
  "https://[::1",
  "https://user:word@example.com/%E0%A4%A",
  "https://xn--\u0000/",
  "//images.segmind.com/a",
);
const text = fc.oneof(
  says,
  address,
  base64,
  base64.map((body) => `data:image/png;base64,${body}`),
  fc.constantFrom("data:", "data:,", "data:image/png;base64,@@@", "data:;base64,AAAA", "QUJD".repeat(20)),
  fc.string({ maxLength: 40 }),
);
const names = fc.constantFrom(
  ...["images", "output", "image_url", "image", "url", "data", "b64_json", "base64", "error", "message"],
  ...["detail", "errors", "status", "request_id", "metrics", "cost", "credits", "file_urls", "code"],
  ...["__proto__", "constructor", "toString", "length", "remaining_credits", "inference_time"],
);
const scalar = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.constantFrom(0, -1, 1e308, 1.5, Number.MAX_SAFE_INTEGER, null, true, false),
  fc.constantFrom("COMPLETED", "FAILED", "QUEUED", "PROCESSING", "completed", "req_1", "../..", "a/b?c#d"),
);
const json = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    scalar,
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.array(fc.tuple(names, tie("tree")), { maxLength: 4 }).map(
      // Written as text, so that "__proto__" is a name like any other.
      (entries) => new Raw(`{${entries.map(([name, value]) => `"${name}":${write(value)}`).join(",")}}`),
    ),
  ),
})).tree;

class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function write(value: unknown): string {
  if (value instanceof Raw) return value.text;
  return Array.isArray(value) ? `[${value.map(write).join(",")}]` : JSON.stringify(value);
}

const html = fc
  .array(
    fc.constantFrom("<html>", "<head>", "<style", "</style>", "<script>", "<", ">", "502 ", key, "&lt;"),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(""));
const nested = fc
  .tuple(
    fc.integer({ min: 1, max: 5000 }),
    fc.constantFrom("[", '{"images":', '{"error":[', '["'),
    fc.boolean(),
  )
  .map(([depth, open, closed]) => open.repeat(depth) + (closed ? "]".repeat(depth) : ""));
const cut = fc
  .tuple(image, fc.nat(40), fc.uint8Array({ maxLength: 30 }))
  .map(([bytes, length, rest]) => Uint8Array.from([...bytes.subarray(0, length), ...rest]));

/** The body of an answer: images whole and cut, JSON of every shape, pages, base64, noise. */
export const bodies: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 2, arbitrary: image },
  { weight: 3, arbitrary: cut },
  { weight: 8, arbitrary: json.map((value) => encode(write(value))) },
  { weight: 2, arbitrary: json.map((value) => encode(write(value).slice(0, 25))) },
  { weight: 2, arbitrary: html.map(encode) },
  { weight: 2, arbitrary: text.map(encode) },
  { weight: 1, arbitrary: nested.map(encode) },
  { weight: 3, arbitrary: fc.uint8Array({ maxLength: 200 }) },
);

const shown = fc.stringMatching(/^[!-~]{0,20}$/);
const number = fc.constantFrom("0", "1", "-1", "5.5", "1e400", "99999999999999999999", "0x10", "", "abc");
const headerValue = fc.oneof(number, shown, fc.constantFrom("Sat Nov 21 12:00:30 2026", "May"));

/** Headers as services, gateways and mistakes send them. */
export const headers: fc.Arbitrary<[string, string][]> = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom("retry-after", "x-rate-limit-reset-at-utc", "content-length"), headerValue),
    fc.tuple(fc.constantFrom("x-remaining-credits", "x-generation-time", "x-request-id"), headerValue),
    fc.tuple(
      fc.constant("content-type"),
      fc.constantFrom("image/png", "image/jpeg", "application/json", "text/html", "x"),
    ),
    fc.tuple(fc.constant("content-encoding"), fc.constantFrom("gzip", "br", "x")),
  ),
  { maxLength: 4 },
);

/** Mostly those that mean something, and any other. */
export const statuses: fc.Arbitrary<number> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(200) },
  { weight: 6, arbitrary: fc.constantFrom(400, 401, 402, 403, 404, 405, 406, 422, 429, 500, 502, 503, 504) },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) },
);

/** What a connection can do instead of answering. */
export const breakdowns = fc.constantFrom(
  "ECONNREFUSED",
  "ECONNRESET",
  "UND_ERR_SOCKET",
  "a text",
  "nothing",
  "hangs",
  "body hangs",
  "body breaks",
);
