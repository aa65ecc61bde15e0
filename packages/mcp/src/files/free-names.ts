import { extname } from "node:path";

/** `fox.jpg`, `fox-2.jpg`, `fox-3.jpg` and so on. */
export function* freeNames(path: string): Generator<string> {
  yield path;
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  for (let number = 2; number < 100_000; number++) yield `${stem}-${number}${extension}`;
}
