import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { type Generation, type Money, money } from "@seedkit/core";
import type { Session } from "../session/session.ts";
import { type MadeImage, madeText } from "../tools/made-text.ts";
import type { ToolCall } from "./create-server.ts";
import type { ImageRequest } from "./image-request.ts";
import { pictureOf } from "./picture.ts";
import type { ToolAnswer } from "./tool-answer.ts";

type Made = {
  readonly request: ImageRequest;
  readonly generation: Generation;
  /** An earlier call ordered it: it is counted already. */
  readonly again: boolean;
};

/** What a generation cost: what the service says; else the images it gave, at the price of one. */
export function priceOf({ cost, images, failures }: Generation): Money {
  if (cost.reported) return cost.reported;
  const { min, max } = cost.estimated;
  return money(Math.min(max.micros, min.micros * Math.max(1, images.length + failures.length)));
}

/** Saves paid images and answers with them: text, pictures, links and data. */
export async function deliver(session: Session, call: ToolCall, made: Made): Promise<ToolAnswer> {
  const { generation } = made;
  const { saved, notes } = await saveAll(session, made);
  const images = saved.map(({ file }) => file);
  const price = priceOf(generation);
  const { budget, emulated } = session;
  await tell(session, made, images);
  const told = { images, model: generation.model, price, sessionLeft: budget.left, emulated };
  if (call.signal.aborted)
    session.untold.push(`Note: the call that was cancelled was finished. ${madeText({ ...told, notes })}`);
  const pictures = await Promise.all(saved.map((each) => pictureOf(session, each, saved.length)));
  const all = [...notes, ...pictures.flatMap(({ note }) => note ?? [])];
  return {
    content: [
      { type: "text", text: madeText({ ...told, notes: all }) },
      ...pictures.flatMap(({ content }) => content ?? []),
      ...images.map(linkTo),
    ],
    structuredContent: {
      images,
      model: generation.model,
      price,
      sessionLeft: budget.left,
      requestId: generation.requestId ?? null,
      creditsLeft: generation.creditsLeft ?? null,
      notes: emulated ? ["It is a test image of the emulator: nothing was paid.", ...all] : all,
    },
  };
}

/** Writes every image, then forgets the request: nothing of it is missing any more. */
async function saveAll({ files, tickets }: Session, { request, generation, again }: Made) {
  const { images, failures, warnings, requestId } = generation;
  const notes = warnings.map(({ message }) => message);
  if (again) notes.push("It was ordered by an earlier call: nothing was paid again.");
  const saved: { file: MadeImage; bytes: Uint8Array }[] = [];
  for (const [at, { bytes, ...image }] of images.entries()) {
    const { path, note } = await files.save(request.place, { bytes, ...image }, at + 1);
    if (note) notes.push(note);
    const { width, height, mediaType } = image;
    saved.push({ file: { path, width, height, mediaType, bytes: bytes.length }, bytes });
  }
  for (const { message, imageUrls = [] } of failures)
    notes.push(`A paid image could not be fetched: ${message} ${imageUrls.join(" ")}`.trim());
  if (requestId && failures.length === 0) await tickets?.drop(requestId);
  return { saved, notes };
}

/** The images are saved, whatever becomes of what is written about them. */
async function tell({ onSaved, log }: Session, made: Made, images: readonly MadeImage[]): Promise<void> {
  const { request, generation } = made;
  const { model, requestId, timings } = generation;
  const { input, references } = request.asked;
  try {
    await onSaved?.({
      ...{ model, input, references, images, price: priceOf(generation), requestId },
      tookMs: timings.totalMs,
    });
  } catch (error) {
    log(`what was saved could not be noted: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** For people: a host that fetches it for a model would get nothing, as the picture is in the answer already. */
function linkTo({ path, mediaType, bytes }: MadeImage) {
  const name = basename(path);
  return {
    type: "resource_link" as const,
    uri: pathToFileURL(path).href,
    name,
    mimeType: mediaType,
    size: bytes,
    annotations: { audience: ["user" as const] },
  };
}
