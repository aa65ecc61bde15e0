/**
 * Reads GITHUB_OUTPUT, GITHUB_ENV and GITHUB_STATE: `name=value` and `name<<delimiter`.
 * @throws Error with the runner's own words where the text is malformed.
 */
export function parseKeyValues(text: string): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  let at = 0;
  const nextLine = () => {
    if (at >= text.length) return undefined;
    const end = text.indexOf("\n", at);
    const line = { text: text.slice(at, end === -1 ? undefined : end), ended: end !== -1 };
    at = end === -1 ? text.length : end + 1;
    return line;
  };
  const readUntil = (delimiter: string) => {
    const start = at;
    for (let end = at; ; end = at - 1) {
      const line = nextLine();
      if (line?.text === delimiter) return end > start ? text.slice(start, end) : "";
      if (line === undefined) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      if (!line.ended) throw new Error("Invalid value. EOF marker missing new line.");
    }
  };
  for (let line = nextLine(); line !== undefined; line = nextLine()) {
    if (line.text === "") continue;
    const equals = line.text.indexOf("=");
    const here = line.text.indexOf("<<");
    if (equals !== -1 && (here === -1 || equals < here)) {
      if (equals === 0) throw new Error(`Invalid format '${line.text}'. Name must not be empty`);
      pairs.push([line.text.slice(0, equals), line.text.slice(equals + 1)]);
    } else if (here !== -1) {
      const name = line.text.slice(0, here);
      const delimiter = line.text.slice(here + 2);
      if (name === "" || delimiter === "")
        throw new Error(
          `Invalid format '${line.text}'. Name must not be empty and delimiter must not be empty`,
        );
      pairs.push([name, readUntil(delimiter)]);
    } else throw new Error(`Invalid format '${line.text}'`);
  }
  return pairs;
}
