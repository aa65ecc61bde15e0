// By hand: a lock of ten thousand images is read at every check, and a schema takes ten times as long. What is not
// found sound here is looked at by the schema, which also says what is wrong.

type Check = (value: unknown) => boolean;
type Checks = Readonly<Record<string, Check>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText: Check = (value) => typeof value === "string";
const isWhole: Check = (value) => Number.isSafeInteger(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isHash: Check = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const eachOf =
  (check: Check): Check =>
  (value) => {
    if (!isObject(value)) return false;
    for (const name of Object.keys(value)) if (!check(value[name])) return false;
    return true;
  };

/** An object with these fields and no others. */
function only(required: Checks, optional: Checks = {}): Check {
  const needed = Object.entries(required);
  const allowed = Object.entries(optional);
  return (value) => {
    if (!isObject(value)) return false;
    for (const [name, check] of needed) if (!check(value[name])) return false;
    let known = needed.length;
    for (const [name, check] of allowed) {
      if (value[name] === undefined) continue;
      if (!check(value[name])) return false;
      known++;
    }
    return Object.keys(value).length === known;
  };
}

const isFile = only({
  path: (value) => typeof value === "string" && value !== "",
  sha256: isHash,
  width: isCount,
  height: isCount,
  bytes: isCount,
  original: only({ sha256: isHash, mediaType: isText }),
});

const isCall = only(
  { index: isCount, files: listOf(isFile), cost: only({ micros: isWhole, formatted: isText }) },
  { emulated: (value) => value === true },
);

const isImage = only(
  {
    key: isHash,
    model: isText,
    input: isObject,
    references: eachOf(isHash),
    output: only({ format: isText }, { quality: isWhole, maxWidth: isWhole }),
    calls: listOf(isCall),
  },
  { replaced: listOf(isFile) },
);

/** True only for what the lock's schema accepts. */
export const isSoundLock: Check = only({
  version: (value) => value === 1,
  keyVersion: isCount,
  images: eachOf(isImage),
});
