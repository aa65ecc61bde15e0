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
export async function uploadArtifact(
  { name, files, root, retentionDays, asPage }: UploadRequest,
  runUrl: string | undefined,
): Promise<Uploaded> {
  const { DefaultArtifactClient } = await import("@actions/artifact");
  const client = new DefaultArtifactClient();
  const { id } = await client.uploadArtifact(name, [...files], root, {
    ...(retentionDays !== undefined && { retentionDays }),
    // Pictures are compressed already.
    compressionLevel: 0,
    ...(asPage && { skipArchive: true }),
  });
  if (id === undefined) throw new Error("GitHub gave the artifact no id");
  return { id: String(id), url: runUrl === undefined ? "" : `${runUrl}/artifacts/${id}` };
}

/**
 * Tries a name, and where another step or job of this run has taken it, one that nobody has: the images matter
 * more than how they are called.
 */
export async function withFreeName(
  name: string,
  upload: (name: string) => Promise<Uploaded>,
): Promise<Uploaded> {
  try {
    return await upload(name);
  } catch (error) {
    if (!isTaken(error)) throw error;
    return await upload(`${name}-${randomBytes(3).toString("hex")}`);
  }
}

const isTaken = (error: unknown) =>
  error instanceof Error && /already exists|conflict|409/i.test(error.message);
