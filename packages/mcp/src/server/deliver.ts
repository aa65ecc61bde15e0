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
  const { request, generation, again } = made;
  const { images, failures, warnings, requestId } = generation;
  const notes = warnings.map(({ message }) => message);
  if (again) notes.push("It was ordered by an earlier call: nothing was paid again.");
  const saved: { file: MadeImage; bytes: Uint8Array }[] = [];
  for (const [at, image] of images.entries()) {
    const { path, notes: about } = await session.files.save(request.place, image, at + 1);
    notes.push(...about);
    const { width, height, mediaType, bytes } = image;
    saved.push({ file: { path, width, height, mediaType, bytes: bytes.length }, bytes });
  }
  for (const { message, imageUrls = [] } of failures)
    notes.push(`A paid image could not be fetched: ${message} ${imageUrls.join(" ")}`.trim());
  if (requestId && failures.length === 0) await session.tickets?.drop(requestId);
  const files = saved.map(({ file }) => file);
  const price = priceOf(generation);
  if (call.signal.aborted)
    session.untold.push(
      `Note: the call that was cancelled was finished: ${madeText({ ...made, ...about(session), images: files, model: generation.model, price, notes: [] })}`,
    );
  const pictures = await Promise.all(saved.map((each) => pictureOf(session, each, saved.length)));
  notes.push(...pictures.flatMap(({ note }) => note ?? []));
  const text = madeText({ ...about(session), images: files, model: generation.model, price, notes });
  return {
    content: [
      { type: "text", text },
      ...pictures.flatMap(({ content }) => content ?? []),
      ...files.map(({ path, mediaType, bytes }) => ({
        type: "resource_link" as const,
        uri: pathToFileURL(path).href,
        name: path.split(/[\\/]/).at(-1) ?? path,
        mimeType: mediaType,
        size: bytes,
      })),
    ],
    structuredContent: {
      images: files,
      model: generation.model,
      price,
      sessionLeft: session.budget.left,
      requestId: requestId ?? null,
      creditsLeft: generation.creditsLeft ?? null,
      notes,
    },
  };
}

const about = ({ budget, emulated }: Session) => ({ sessionLeft: budget.left, emulated });
