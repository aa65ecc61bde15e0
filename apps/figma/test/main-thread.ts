import { createFigmaHost, type FigmaHost, type FigmaHostOptions, type FigmaNode } from "@seedkit/figma-host";
import type { Answer, CallName, Given, Placement, Selection, Start } from "../src/protocol/calls.ts";
import { startElement } from "../src/protocol/start-slot.ts";
import { pluginFor } from "./build-for.ts";
import { picture } from "./picture.ts";

/** The built main thread, with the UI's side of the protocol in the test's hands. */
export type MainThread = {
  readonly host: FigmaHost;
  call<Name extends CallName>(name: Name, given: Given<Name>): Promise<Answer<Name>>;
  /** What the window was opened with. */
  start(): Promise<Start>;
  /** The selection as the window was told last. */
  selection(): Promise<Selection>;
  /** Brings an image in and puts it in a place, as the UI does. */
  deliver(place?: string, given?: Partial<Placement>): Promise<{ node: FigmaNode; note?: string }>;
};

let last = 0;

export async function runMain(
  options: Partial<FigmaHostOptions> & { command?: string } = {},
): Promise<MainThread> {
  const host = createFigmaHost({ plugin: await pluginFor(), command: "open", ...options });
  await host.run();
  await host.idle();
  return drive(host);
}

export function drive(host: FigmaHost): MainThread {
  const call: MainThread["call"] = async (name, given) => {
    last += 1;
    const id = last;
    host.send({ call: name, id, given });
    const message = await host.traffic.next<{ id?: number; answer?: never; failure?: string }>(
      (one) => one.id === id,
    );
    if (message.failure !== undefined) throw new Error(message.failure);
    return message.answer as never;
  };
  const start = async (): Promise<Start> => {
    await host.idle();
    const [, json = ""] = host.ui?.html.match(new RegExp(`id="${startElement}">(.*?)</script>`)) ?? [];
    return JSON.parse(json);
  };
  return {
    host,
    call,
    start,
    async selection() {
      const told = host.traffic.fromMain as readonly { selection?: Selection }[];
      return told.findLast(({ selection }) => selection)?.selection ?? (await start()).selection;
    },
    async deliver(place, given = {}) {
      const { hash } = await call("addImage", { bytes: await picture(64, 48) });
      const { width = 64, height = 48 } = given;
      const { node, note } = await call("place", {
        parts: [{ hash, x: 0, y: 0, width, height }],
        ...{ width, height, name: "a fox", run: "run", hint: "$0.04" },
        generation: { version: 1, model: "seedream-4.5", input: { prompt: "a fox" } },
        ...(place === undefined ? {} : { place }),
        ...given,
      });
      return { node: host.document.find(node), ...(note ? { note } : {}) };
    },
  };
}
