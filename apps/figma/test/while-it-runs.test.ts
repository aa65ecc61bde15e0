import { createDocument, type FigmaNode, type Paint } from "@seedkit/figma-host";
import { afterEach, expect, it } from "vitest";
import { type MainThread, runMain } from "./main-thread.ts";

// The user goes on working while a paid image is on its way: it must arrive somewhere, and nothing may crash.

let thread: MainThread;
afterEach(() => {
  expect(thread.host.errors).toEqual([]);
  thread.host.dispose();
});

const target = async () => {
  const document = createDocument({ pages: ["One", "Two"] });
  const frame = document.add("FRAME", { name: "Hero", width: 300, height: 200 });
  thread = await runMain({ document });
  thread.host.user.select(frame);
  const place = (await thread.selection()).fill[0]?.place ?? "";
  return { document, frame, place };
};
const imageOf = ({ props }: FigmaNode) =>
  (props.fills as readonly Paint[]).find(({ type }) => type === "IMAGE");

it("a deleted, a locked and a hidden target: the image is on the canvas, and the user is told", async () => {
  const { document, frame, place } = await target();
  const { user, notifications } = thread.host;
  user.edit(frame, { locked: true });
  const locked = await thread.deliver(place);
  expect(locked.node.parent).toBe(document.page);
  expect(locked.note).toBe("The target is locked now: placed on the canvas");
  user.edit(frame, { locked: false, visible: false });
  expect((await thread.deliver(place)).note).toContain("hidden");
  user.remove(frame);
  const deleted = await thread.deliver(place);
  expect(deleted.note).toContain("deleted");
  expect(notifications.map(({ message }) => message)).toContain(deleted.note);
  expect(imageOf(frame)).toBeUndefined();
});

it("another page is shown: the target on the old page is filled all the same", async () => {
  const { document, frame, place } = await target();
  thread.host.user.switchPage(document.find("Two"));
  await thread.deliver(place);
  expect(imageOf(frame)).toBeDefined();
});

it("an image for the canvas goes to the page it was asked for on; if that is gone, to the one in sight", async () => {
  const document = createDocument({ pages: ["One", "Two"] });
  thread = await runMain({ document });
  const { page } = await thread.selection();
  thread.host.user.switchPage(document.find("Two"));
  expect((await thread.deliver(page.place)).node.parent).toBe(document.find("One"));
  expect(document.selection).toEqual([]);
  thread.host.user.remove(document.find("One"));
  expect((await thread.deliver(page.place)).node.parent).toBe(document.find("Two"));
});

it("a ticket of another file: the image is on this canvas, and no node of the same id is touched", async () => {
  const { place } = await target();
  await thread.deliver(place);
  const other = createDocument({ pages: ["One", "Two"] });
  const same = other.add("FRAME", { name: "Innocent" });
  expect(place.endsWith(`|${same.id}`)).toBe(true);
  thread.host.dispose();
  thread = await runMain({ document: other });
  const { node, note } = await thread.deliver(place);
  expect(note).toContain("another file");
  expect([imageOf(same), node.parent]).toEqual([undefined, other.page]);
});

it("undo takes one image at a time; the next one still lands", async () => {
  const { frame, place } = await target();
  const { user } = thread.host;
  const first = await thread.deliver();
  await thread.deliver(place);
  expect(user.undo()).toBe(true);
  expect([imageOf(frame), first.node.removed]).toEqual([undefined, false]);
  expect(user.undo()).toBe(true);
  expect(first.node.removed).toBe(true);
  expect((await thread.deliver()).node.removed).toBe(false);
});

it("undo all takes back one press of the button, and keeps what the user did meanwhile", async () => {
  const { document, frame, place } = await target();
  const { user, notifications } = thread.host;
  const before = await thread.deliver(undefined, { run: "earlier" });
  const one = await thread.deliver(undefined, { run: "now" });
  await thread.deliver(place, { run: "now" });
  const own = document.add("RECTANGLE", { name: "Own work" });
  user.edit(own, { x: 500 });
  const notice = notifications.findLast(({ cancelled }) => !cancelled);
  expect(notice).toMatchObject({ message: "2 images placed", button: "Undo all" });
  user.press(notice ?? { id: 0 });
  await thread.host.idle();
  expect([one.node.removed, before.node.removed, imageOf(frame)]).toEqual([true, false, undefined]);
  expect([own.removed, own.props.x]).toEqual([false, 500]);
  expect(user.undo()).toBe(true);
  expect([one.node.removed, imageOf(frame)?.type]).toEqual([false, "IMAGE"]);
});

it("a new image is selected only where that takes no selection away", async () => {
  const { document, frame } = await target();
  const { page } = await thread.selection();
  await thread.deliver(page.place);
  expect(document.selection).toEqual([frame]);
  thread.host.user.select();
  const { node } = await thread.deliver(page.place);
  expect(document.selection).toEqual([node]);
  const next = await thread.deliver(page.place);
  expect(document.selection).toEqual([next.node]);
});

it("the user closes the plugin while an image is placed: the late call touches nothing", async () => {
  const { document } = await target();
  const before = document.page.children.length;
  thread.host.send({ call: "place", id: 9999, given: {} });
  thread.host.close();
  await thread.host.idle();
  expect(thread.host.running).toBe(false);
  expect(document.page.children.length).toBe(before);
});

it("closed after an image was placed and before its ticket was forgotten: it is not placed twice", async () => {
  const document = createDocument();
  const clientStorage = new Map<string, unknown>();
  thread = await runMain({ document, clientStorage });
  const { node } = await thread.deliver(undefined, { delivery: "job/0" });
  thread.host.close();
  thread = await runMain({ document, clientStorage });
  expect((await thread.deliver(undefined, { delivery: "job/0" })).node).toBe(node);
  expect((await thread.deliver(undefined, { delivery: "job/1" })).node).not.toBe(node);
  expect(document.page.children).toHaveLength(2);
});
