import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createDocument, createFigmaHost, exportNode } from "../src/index.ts";
import { buildFixture, picture, runCode } from "./fixture.ts";

/** A clock that goes on when told to. */
function handClock() {
  const waiting = new Map<() => void, number>();
  let now = 0;
  return {
    now: () => now,
    after(ms: number, callback: () => void) {
      waiting.set(callback, now + ms);
      return () => waiting.delete(callback);
    },
    go(ms: number) {
      now += ms;
      for (const [callback, at] of waiting) if (at <= now && waiting.delete(callback)) callback();
    },
  };
}

describe("around the document", () => {
  it("timers run on the clock given, and stop with the plugin", async () => {
    const clock = handClock();
    const { host, said } = await runCode(
      `let ticks = 0; const id = setInterval(() => { say(++ticks); if (ticks === 2) clearInterval(id) }, 10);
      setTimeout((word) => say(word), 25, "late"); setTimeout(() => say("never"), 99)`,
      { clock },
    );
    for (const _ of [1, 2, 3]) clock.go(10);
    expect(said).toEqual([1, 2, "late"]);
    host.close();
    clock.go(100);
    expect(said).toHaveLength(3);
  });

  it("a notification is cut at 100 letters, has a button, and can be cancelled", async () => {
    const { host, said } = await runCode(`figma.notify("x".repeat(120), { error: true }).cancel();
      figma.notify("Done", { button: { text: "Undo all", action: () => say("pressed") } })`);
    const [long, done] = host.notifications;
    expect(long).toMatchObject({ message: "x".repeat(100), error: true, cancelled: true });
    expect(done).toMatchObject({ message: "Done", button: "Undo all" });
    if (done) host.user.press(done);
    expect(said).toEqual(["pressed"]);
    host.dispose();
  });

  it("fetch in the main thread reaches an allowed domain", async () => {
    const server = createServer((_, response) =>
      response.writeHead(429, { "retry-after": "2" }).end('{"a":"é"}'),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { host, said } = await runCode(
      `const answer = await fetch("${url}/x"); say([answer.status, answer.headersObject["retry-after"], (await answer.json()).a])`,
      { manifest: { networkAccess: { allowedDomains: [url] } } },
    );
    expect(said).toEqual([[429, "2", "é"]]);
    host.dispose();
    server.close();
  });

  it("the view moves to what it is told to show", async () => {
    const { host, said } = await runCode(`const node = figma.createRectangle(); node.x = 1000;
      figma.viewport.scrollAndZoomIntoView([node]); say(figma.viewport.bounds); figma.viewport.zoom = 2`);
    expect(said).toEqual([{ x: 450, y: -350, width: 1200, height: 800 }]);
    expect(host.viewport).toMatchObject({ center: { x: 1050, y: 50 }, zoom: 2 });
    host.dispose();
  });

  it("an unknown command, a missing relaunch button and a foreign editor are told at once", async () => {
    const plugin = await buildFixture();
    const host = createFigmaHost({ plugin });
    await expect(host.run({ command: "nope" })).rejects.toThrow('no command "nope"');
    const node = host.document.add("FRAME");
    await expect(host.run({ command: "regenerate", relaunch: node })).rejects.toThrow("no relaunch button");
    const figmaOnly = { ...plugin, manifest: { ...plugin.manifest, editorType: ["figma"] } };
    expect(() => createFigmaHost({ plugin: figmaOnly, editor: "slides" })).toThrow('"slides"');
  });
});

describe("exportAsync", () => {
  it("draws what a frame holds, cut at its edge", async () => {
    const document = createDocument();
    const frame = document.add("FRAME", { width: 40, height: 20 });
    const hash = document.addImage(await picture(10, 10, "png", "#0000ff"));
    document.add(
      "RECTANGLE",
      { x: 30, y: -5, fills: [{ type: "IMAGE", scaleMode: "FIT", imageHash: hash }] },
      frame,
    );
    const bytes = await exportNode(document.images, frame, {
      format: "PNG",
      constraint: { type: "SCALE", value: 2 },
    });
    const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 80, height: 40 });
    const at = (x: number, y: number) => [...data.subarray((y * 80 + x) * 3, (y * 80 + x) * 3 + 3)];
    expect(at(10, 10)).toEqual([255, 255, 255]);
    expect(at(70, 20)).toEqual([0, 0, 255]);
  });

  it("refuses what shows nothing", async () => {
    const document = createDocument();
    const hidden = document.add("RECTANGLE", { visible: false });
    const text = "in exportAsync: Failed to export node. This node may not have any visible layers.";
    await expect(exportNode(document.images, hidden)).rejects.toThrow(text);
    await expect(exportNode(document.images, document.add("LINE"))).rejects.toThrow(text);
  });
});
