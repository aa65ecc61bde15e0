/** What stands in a manifest, with its place: the same tree whether it was YAML, JSON, JSON Lines or CSV. */
export type Node = ScalarNode | SequenceNode | MappingNode;

type Place = {
  /** Offset of the first character. */
  start: number;
  /** Offset after the last. */
  end: number;
  /** How many nodes it has, itself included, aliases counted each time they stand for it. */
  size: number;
};

export type ScalarNode = Place & {
  readonly kind: "scalar";
  readonly text: string;
  /** Not in quotes: `2` is a number then, `true` a boolean. */
  readonly plain: boolean;
};
export type SequenceNode = Place & { readonly kind: "sequence"; readonly items: Node[] };
export type MappingNode = Place & {
  readonly kind: "mapping";
  readonly fields: Map<string, FieldNode>;
  /** Fields whose name was there before. */
  repeated: FieldNode[] | undefined;
};
export type FieldNode = { readonly key: ScalarNode; readonly value: Node };

export type Scalar = string | number | boolean | null;

const words = new Map<string, boolean | null>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

/** The value of a scalar by YAML 1.2's core schema: `3:2` and `yes` are texts there. */
export function scalarValue({ text, plain }: ScalarNode): Scalar {
  if (!plain) return text;
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.\d]/.test(text)) return text;
  if (/^0o[0-7]+$|^0x[0-9a-fA-F]+$/.test(text)) return Number(text);
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) return Number(text);
  return text;
}
