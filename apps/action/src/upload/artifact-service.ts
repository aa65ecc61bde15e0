import { randomBytes } from "node:crypto";
import type { Uploaded } from "../run/outcome.ts";

export type UploadRequest = {
  readonly name: string;
  /** Absolute. */
  readonly files: readonly string[];
  /** Absolute: paths in the artifact start here. */
  readonly root: string;
  readonly retentionDays?: number | undefined;
  /** One file, as it is: it opens in the browser. Its own name is the artifact's. */
  readonly asPage?: boolean;
};

/** Uploads files as an artifact. The client is large: it is loaded only here. @throws Error */
export async function uploadArtifact(request: UploadRequest, runUrl: string | undefined): Promise<Uploaded> {
  const { DefaultArtifactClient } = await import("@actions/artifact");
  const client = new DefaultArtifactClient();
  const send = async (name: string) => {
    const { id } = await client.uploadArtifact(name, [...request.files], request.root, {
      ...(request.retentionDays !== undefined && { retentionDays: request.retentionDays }),
      // Pictures are compressed already.
      compressionLevel: 0,
      ...(request.asPage && { skipArchive: true }),
    });
    if (id === undefined) throw new Error("GitHub gave the artifact no id");
    return { id: String(id), url: runUrl === undefined ? "" : `${runUrl}/artifacts/${id}` };
  };
  try {
    return await send(request.name);
  } catch (error) {
    // Another step or job of this run took the name: the images matter more than how they are called.
    if (request.asPage || !isTaken(error)) throw error;
    return await send(`${request.name}-${randomBytes(3).toString("hex")}`);
  }
}

const isTaken = (error: unknown) =>
  error instanceof Error && /already exists|conflict|409/i.test(error.message);
