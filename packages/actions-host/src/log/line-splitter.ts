import { StringDecoder } from "node:string_decoder";

/** Cuts a stream into lines where .NET does: `\n`, `\r\n` and `\r`, but not at U+2028. */
export function createLineSplitter(onLine: (line: string) => void) {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const take = (last: boolean) => {
    // A \r at the very end may be half of a \r\n.
    const cut = /\r\n|\n|\r(?!$)/g;
    const end = last ? /\r\n|\n|\r/g : cut;
    let from = 0;
    for (const found of rest.matchAll(end)) {
      onLine(rest.slice(from, found.index));
      from = found.index + found[0].length;
    }
    rest = rest.slice(from);
  };
  return {
    write(chunk: Buffer) {
      rest += decoder.write(chunk);
      take(false);
    },
    end() {
      rest += decoder.end();
      take(true);
      if (rest !== "") onLine(rest);
      rest = "";
    },
  };
}
