/** A workflow command found in a line of output. */
export type Command = {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
};

/** The commands the runner knows, lower case. */
export const knownCommands: ReadonlySet<string> = new Set([
  "stop-commands",
  "set-env",
  "set-output",
  "save-state",
  "add-mask",
  "add-path",
  "add-matcher",
  "remove-matcher",
  "debug",
  "warning",
  "error",
  "notice",
  "group",
  "endgroup",
  "echo",
]);

// .NET's white space: U+0085 belongs to it, U+FEFF does not, unlike in JavaScript.
const leadingSpace = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

const unescapeData = (text: string) =>
  text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
const unescapeProperty = (text: string) =>
  text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
const unescapeOldForm = (text: string) =>
  text
    .replaceAll("%3B", ";")
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%5D", "]")
    .replaceAll("%25", "%");

/** Reads a line as the runner does: `::name::` after white space at its start, `##[name]` anywhere. */
export function parseCommand(line: string, registered: ReadonlySet<string> = knownCommands) {
  return parseColons(line.replace(leadingSpace, ""), registered) ?? parseBrackets(line, registered);
}

function parseColons(line: string, registered: ReadonlySet<string>): Command | undefined {
  if (!line.startsWith("::")) return undefined;
  const end = line.indexOf("::", 2);
  if (end === -1) return undefined;
  return read(line.slice(2, end), ",", unescapeProperty, unescapeData(line.slice(end + 2)), registered);
}

function parseBrackets(line: string, registered: ReadonlySet<string>): Command | undefined {
  const start = line.indexOf("##[");
  const end = start === -1 ? -1 : line.indexOf("]", start);
  if (end === -1) return undefined;
  return read(
    line.slice(start + 3, end),
    ";",
    unescapeOldForm,
    unescapeOldForm(line.slice(end + 1)),
    registered,
  );
}

function read(
  info: string,
  separator: string,
  decode: (text: string) => string,
  data: string,
  registered: ReadonlySet<string>,
): Command | undefined {
  const space = info.indexOf(" ");
  const name = (space === -1 ? info : info.slice(0, space)).toLowerCase();
  if (!registered.has(name)) return undefined;
  const properties: Record<string, string> = {};
  if (space > 0) {
    for (const pair of info
      .slice(space + 1)
      .trim()
      .split(separator)) {
      const equals = pair.indexOf("=");
      if (equals > 0 && equals < pair.length - 1)
        properties[pair.slice(0, equals).toLowerCase()] = decode(pair.slice(equals + 1));
    }
  }
  return { name, properties, data };
}
