import { ask, registerSpecial } from "./border.ts";

type Node = { readonly id: string; readonly type: string; readonly children?: readonly Node[] };
type Visit = (node: Node) => unknown;

const shells = new Map<string, object>();
const handles = new WeakMap<object, { kind: string; id: string; type: string }>();
const membersByType = new Map<string, Record<string, string>>();

// What engines and test tools ask of any object. Everything else that a type lacks throws, also behind `?.`.
const askedOfAnything = new Set(["then", "toJSON", "constructor", "nodeType", "$$typeof", "asymmetricMatch"]);

function membersOf(type: string): Record<string, string> {
  let members = membersByType.get(type);
  if (!members) {
    members = ask("call", "host", "membersOfType", [type]) as Record<string, string>;
    membersByType.set(type, members);
  }
  return members;
}

/** An object that behaves as Figma's nodes do: strict about what the type has and lacks. */
function shellOf(kind: "node" | "text", id: string, type: string): object {
  const key = `${kind}:${id}`;
  const known = shells.get(key);
  if (known) return known;
  const members = () => membersOf(kind === "text" ? "TEXT_SUBLAYER" : type);
  const shell = new Proxy(Object.create(null), {
    get(_, member) {
      if (typeof member === "symbol") return undefined;
      if (kind === "node" && member === "id") return id;
      if (kind === "node" && member === "type") return type;
      const access = members()[member];
      if (!access) {
        if (askedOfAnything.has(member)) return undefined;
        throw new TypeError(`node.${member}: no such property '${member}' on ${type} node`);
      }
      if (access === "method")
        return searches[member]?.(shell as Node) ?? ((...args: unknown[]) => ask("call", key, member, args));
      return freeze(ask("get", key, member));
    },
    set(_, member, value) {
      const access = typeof member === "string" ? members()[member] : undefined;
      if (!access) throw new TypeError(`Cannot add property ${String(member)}, object is not extensible`);
      if (access !== "property") throw new TypeError("no setter for property");
      ask("set", key, member as string, value);
      return true;
    },
    has: (_, member) => typeof member === "string" && member in members(),
    ownKeys: () => [],
  });
  shells.set(key, shell);
  handles.set(shell, { kind, id, type });
  return shell;
}

// These call back into the plugin, so they run in here.
const searches: Record<string, ((node: Node) => (visit?: Visit) => unknown) | undefined> = {
  findAll: (node) => (visit) => [...walk(loadedFor("findAll", node), visit)],
  findOne: (node) => (visit) => walk(loadedFor("findOne", node), visit).next().value ?? null,
  findChildren: (node) => (visit) => (node.children ?? []).filter((child) => !visit || visit(child)),
  findChild: (node) => (visit) => (node.children ?? []).find((child) => !visit || visit(child)) ?? null,
};

function loadedFor(method: string, node: Node): Node {
  ask("call", "host", "needLoaded", [node, method]);
  return node;
}

function* walk(node: Node, visit?: Visit): Generator<Node> {
  for (const child of node.children ?? []) {
    if (!visit || visit(child)) yield child;
    if ("children" in child) yield* walk(child, visit);
  }
}

function freeze(value: unknown): unknown {
  if (value === null || typeof value !== "object" || handles.has(value)) return value;
  for (const item of Object.values(value)) freeze(item);
  return value instanceof Uint8Array ? value : Object.freeze(value);
}

const images = new WeakMap<object, string>();

function imageOf(hash: string): object {
  const image = {
    hash,
    getSizeAsync: () => ask("call", `image:${hash}`, "getSizeAsync", []),
    getBytesAsync: () => ask("call", `image:${hash}`, "getBytesAsync", []),
  };
  images.set(image, hash);
  return image;
}

export function installNodes(): void {
  registerSpecial(
    "node",
    ({ v, t }) => shellOf("node", v as string, t as string),
    (value) => {
      const handle = typeof value === "object" ? handles.get(value) : undefined;
      return handle && { $: handle.kind, v: handle.id, t: handle.type };
    },
  );
  registerSpecial("text", ({ v, t }) => shellOf("text", v as string, t as string));
  registerSpecial(
    "image",
    ({ v }) => imageOf(v as string),
    (value) => {
      const hash = typeof value === "object" ? images.get(value) : undefined;
      return hash === undefined ? undefined : { $: "image", v: hash };
    },
  );
}
