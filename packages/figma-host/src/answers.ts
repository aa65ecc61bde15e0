import { type Context, needLoaded } from "./api/context.ts";
import type { FigmaApi } from "./api/figma.ts";
import { callMethod } from "./api/node-methods.ts";
import { readMember } from "./api/node-read.ts";
import { writeMember } from "./api/node-write.ts";
import { type FigmaNode, isNode, mixed } from "./document/node.ts";
import { membersOfType, type NodeType } from "./document/node-types.ts";
import { isStoredImage } from "./images/store.ts";
import { refuse } from "./refusal.ts";
import { type Packed, pack, type Special, unpack } from "./vm/wire.ts";

/** A file that was dropped onto the canvas. */
export type DroppedFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };
/** Stands for the object that answers a quick action's question. */
export const suggestionsAnswer: unique symbol = Symbol("suggestions");

export type HostCalls = Record<string, (...args: never[]) => unknown>;

export type Answers = {
  /** Answers a request from inside the VM. */
  answer(request: Packed): Packed;
  /** Packs what the host sends in. */
  send(value: unknown): Packed;
  /** How many promises of the host are not settled yet. */
  readonly pending: number;
};

type Options = {
  readonly context: Context;
  readonly figma: FigmaApi;
  readonly host: HostCalls;
  settle(id: number, answer: Packed, error?: Error): void;
};

/** Takes the requests of a running plugin to the document and the API, and packs what comes back. */
export function createAnswers({ context, figma, host, settle }: Options): Answers {
  const files: DroppedFile[] = [];
  let lastPromise = 0;
  let pending = 0;

  const special = (value: object | symbol | ((...args: never[]) => unknown)): Special | undefined => {
    if (value === mixed) return { $: "mixed" };
    if (value === suggestionsAnswer) return { $: "suggestions" };
    if (isNode(value)) return { $: "node", v: value.id, t: value.type };
    if (isStoredImage(value)) return { $: "image", v: value.hash };
    if (typeof value !== "object") return undefined;
    if (value instanceof Promise) return { $: "promise", v: later(value) };
    if ("textOf" in value)
      return { $: "text", v: (value.textOf as FigmaNode).id, t: (value.textOf as FigmaNode).type };
    if (isDroppedFile(value)) {
      const t = JSON.stringify({ name: value.name, type: value.type });
      return { $: "file", v: files.push(value) - 1, t };
    }
    return undefined;
  };
  const send = (value: unknown) => pack(value, special, (kind) => refuse("host", `cannot pack a ${kind}`));
  const later = (promise: Promise<unknown>): number => {
    lastPromise += 1;
    const id = lastPromise;
    pending += 1;
    promise
      .then(
        (value) => settle(id, send(value)),
        (error: Error) => settle(id, { json: "null", bytes: [] }, error),
      )
      .finally(() => {
        pending -= 1;
      });
    return id;
  };
  const nodeOf = (id: string) =>
    context.document.byId(id) ?? refuse("get", `The node with id "${id}" does not exist`);
  const receive = (special: Special): unknown => {
    if (special.$ === "mixed") return mixed;
    if (special.$ === "node" || special.$ === "text") return nodeOf(String(special.v));
    if (special.$ === "image") return context.document.images.get(String(special.v));
    return undefined;
  };
  const hostCalls: HostCalls = {
    ...host,
    membersOfType: (type: NodeType) => membersOfType(type),
    needLoaded: (node: FigmaNode, method: string) =>
      needLoaded(context, node, method, `method \`${method}()\``),
  };
  const onNode = (operation: string, node: FigmaNode, member: string, value: unknown) => {
    if (operation === "get") return readMember(context, node, member);
    if (operation === "set") return writeMember(context, node, member, value);
    return callMethod(context, node, member, value as unknown[]);
  };
  const onFigma = (operation: string, member: string, value: unknown) => {
    if (operation === "get") return figma.get(member);
    if (operation === "set") return figma.set(member, value);
    return figma.call(member, value as unknown[]);
  };
  const handle = ([operation, target, member, value]: [string, string, string, unknown]): unknown => {
    if (target === "figma") return onFigma(operation, member, value);
    if (target === "host") return hostCalls[member]?.(...(value as never[]));
    const [kind, id = ""] = [target.slice(0, target.indexOf(":")), target.slice(target.indexOf(":") + 1)];
    if (kind === "image") return ofImage(context, id, member);
    if (kind === "file") return ofFile(files[Number(id)], member);
    return onNode(operation, nodeOf(id), member, value);
  };
  return {
    answer: (request) => send(handle(unpack(request, receive) as [string, string, string, unknown])),
    send,
    get pending() {
      return pending;
    },
  };
}

async function ofImage({ document }: Context, hash: string, member: string): Promise<unknown> {
  const image = document.images.get(hash) ?? refuse(member, `Image with hash ${hash} does not exist`);
  return member === "getBytesAsync" ? image.bytes : { width: image.width, height: image.height };
}

async function ofFile(file: DroppedFile | undefined, member: string): Promise<unknown> {
  if (!file) return undefined;
  return member === "getTextAsync" ? new TextDecoder().decode(file.bytes) : file.bytes;
}

const isDroppedFile = (value: object): value is DroppedFile =>
  "bytes" in value && "name" in value && value.bytes instanceof Uint8Array;
