/// <reference lib="dom" />
// Runs in the top page, which plays figma.com: the plugin's window, the canvas, and the way between UI and host.
import { pack, unpack } from "../vm/wire.ts";
import type { CanvasNode, PageCalls, WindowState } from "./protocol.ts";

declare global {
  var figmaHostCall: (
    kind: "message" | "drop" | "refused" | "press",
    json: string,
    parts: string[],
  ) => Promise<void>;
  var figmaHostPage: PageCalls;
}

const byId = (id: string) => document.getElementById(id) as HTMLElement;
let frame: HTMLIFrameElement | undefined;
let ready = false;
let waiting: unknown[] = [];
// Reading bytes takes time: what the UI sends goes out one after the other.
let outgoing = Promise.resolve();

const toBase64 = (bytes: Uint8Array) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  });
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// Bytes go to the page's own server, ten times faster than as text; offline they go as text all the same.
async function upload(kind: string, json: string, bytes: Uint8Array[]): Promise<boolean> {
  if (!navigator.onLine) return false;
  const text = new TextEncoder().encode(json);
  const lengths = [text, ...bytes].map(({ byteLength }) => byteLength);
  const body = new Blob([text, ...bytes] as Uint8Array<ArrayBuffer>[]);
  try {
    const response = await fetch(`/${kind}`, {
      method: "POST",
      headers: { lengths: lengths.join(",") },
      body,
    });
    return response.ok;
  } catch {
    return false;
  }
}

function send(kind: "message" | "drop", value: unknown): void {
  const packed = pack(
    value,
    () => undefined,
    (kind) => {
      throw new Error(`Figma does not carry a ${kind}`);
    },
  );
  outgoing = outgoing.then(async () => {
    if (packed.bytes.length > 0 && (await upload(kind, packed.json, packed.bytes))) return;
    const parts = await Promise.all(packed.bytes.map(toBase64));
    await globalThis.figmaHostCall(kind, packed.json, parts);
  });
}

function post(data: unknown): void {
  if (ready) frame?.contentWindow?.postMessage(data, "*");
  else waiting.push(data);
}

addEventListener("message", async ({ source, data }) => {
  if (!frame || source !== frame.contentWindow || !data) return;
  try {
    if ("pluginMessage" in data) send("message", data.pluginMessage);
    if ("pluginDrop" in data) send("drop", await dropOf(data.pluginDrop));
  } catch (error) {
    await globalThis.figmaHostCall(
      "refused",
      JSON.stringify(error instanceof Error ? error.message : String(error)),
      [],
    );
  }
});

type PluginDrop = {
  clientX: number;
  clientY: number;
  items?: { type: string; data: string }[];
  files?: File[];
  dropMetadata?: unknown;
};

// The place is told in the plugin's window; the canvas lies behind it.
async function dropOf({ clientX, clientY, items = [], files = [], dropMetadata }: PluginDrop) {
  const box = frame?.getBoundingClientRect() ?? { left: 0, top: 0 };
  return dropAt(box.left + clientX, box.top + clientY, items, files, dropMetadata);
}

async function dropAt(x: number, y: number, items: object[], files: File[], metadata?: unknown) {
  const canvas = byId("canvas").getBoundingClientRect();
  const read = async (file: File) => ({
    name: file.name,
    type: file.type,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  return {
    fromCenter: { x: x - canvas.left - canvas.width / 2, y: y - canvas.top - canvas.height / 2 },
    items,
    files: await Promise.all(files.map(read)),
    metadata,
  };
}

byId("canvas").addEventListener("dragover", (event) => event.preventDefault());
byId("canvas").addEventListener("drop", async (event) => {
  event.preventDefault();
  const transfer = event.dataTransfer;
  const items = [...(transfer?.types ?? [])].map((type) => ({ type, data: transfer?.getData(type) ?? "" }));
  send("drop", await dropAt(event.clientX, event.clientY, items, [...(transfer?.files ?? [])]));
});

globalThis.figmaHostPage = {
  show(state: WindowState, source: string | undefined) {
    const { width, height, visible, title, position } = state;
    byId("window").hidden = !visible;
    byId("title").textContent = title;
    if (position) Object.assign(byId("window").style, { left: `${position.x}px`, top: `${position.y}px` });
    if (source !== undefined) {
      frame?.remove();
      ready = false;
      waiting = [];
      const made = document.createElement("iframe");
      made.id = "plugin-ui";
      made.title = title;
      made.onload = () => {
        ready = true;
        for (const data of waiting.splice(0)) post(data);
      };
      made.src = `data:text/html;charset=utf-8,${encodeURIComponent(source)}`;
      frame = made;
      byId("body").append(made);
    }
    if (frame) frame.style.cssText = `width:${width}px;height:${height}px`;
  },
  hide() {
    frame?.remove();
    frame = undefined;
    byId("window").hidden = true;
  },
  post(json: string, parts: string[]) {
    post({ pluginMessage: unpack({ json, bytes: parts.map(fromBase64) }, () => undefined) });
  },
  theme: (name, style) => {
    document.documentElement.className = name;
    post({ figmaHostTheme: { name, style } });
  },
  async draw(nodes: CanvasNode[], toast, buttons) {
    byId("nodes").replaceChildren(...nodes.map(drawn));
    byId("layers").textContent = nodes.map(({ name, depth }) => "  ".repeat(depth) + name).join("\n");
    byId("toast").replaceChildren(
      toast?.message ?? "",
      ...(toast?.button ? [pressable(toast.id, toast.button)] : []),
    );
    byId("toast").className = toast ? (toast.error ? "on error" : "on") : "";
    byId("relaunch").replaceChildren(
      ...buttons.map(({ name, title }) =>
        Object.assign(document.createElement("button"), { textContent: name, title }),
      ),
    );
    const hashes = new Set(nodes.flatMap(({ image }) => image ?? []));
    await Promise.all(
      [...hashes].map((hash) => Object.assign(new Image(), { src: `/image/${hash}` }).decode()),
    );
  },
};

function pressable(id: number, text: string): HTMLElement {
  const onclick = () => void globalThis.figmaHostCall("press", JSON.stringify(id), []);
  return Object.assign(document.createElement("button"), { textContent: text, onclick });
}

function drawn(node: CanvasNode): HTMLElement {
  const element = document.createElement("div");
  element.className = node.selected ? "node selected" : "node";
  element.textContent = node.text;
  const { left, top, width, height, color, image } = node;
  element.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${height}px;background:${color}`;
  if (image) element.style.background = `center/cover url(/image/${image})`;
  return element;
}
