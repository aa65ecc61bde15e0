import type { ArtifactContent } from "./artifact-content.ts";
import type { Blobs } from "./blobs.ts";
import type { Answer, Message } from "./message.ts";
import { readZip } from "./read-zip.ts";

type Artifact = {
  readonly id: number;
  readonly run: string;
  readonly job: string;
  readonly name: string;
  readonly mimeType: string;
  readonly expiresAt: string | undefined;
  readonly createdAt: string;
  size?: string;
  digest?: string;
};

/** The artifact half (v4) of GitHub's results service. */
export function createArtifacts(nextId: () => number, signedUrl: (id: number) => string, blobs: Blobs) {
  const artifacts: Artifact[] = [];
  const find = (message: Message) =>
    artifacts.find(
      ({ run, name }) => run === message.text("workflow_run_backend_id") && name === message.text("name"),
    );
  const missing: Answer = { status: 404, body: { code: "not_found", msg: "no such artifact" } };

  const methods: Record<string, (message: Message) => Answer> = {
    CreateArtifact(message) {
      if (find(message))
        return {
          status: 409,
          body: {
            code: "already_exists",
            msg: "an artifact with this name already exists on the workflow run",
          },
        };
      const artifact: Artifact = {
        id: nextId(),
        run: message.text("workflow_run_backend_id") ?? "",
        job: message.text("workflow_job_run_backend_id") ?? "",
        name: message.text("name") ?? "",
        mimeType: message.text("mime_type") ?? "application/zip",
        expiresAt: message.text("expires_at"),
        createdAt: new Date().toISOString(),
      };
      artifacts.push(artifact);
      return { body: { ok: true, signed_upload_url: signedUrl(artifact.id) } };
    },
    FinalizeArtifact(message) {
      const artifact = find(message);
      if (!artifact) return missing;
      artifact.size = message.text("size") ?? "0";
      artifact.digest = message.text("hash") ?? "";
      return { body: { ok: true, artifact_id: String(artifact.id) } };
    },
    ListArtifacts(message) {
      const name = message.text("name_filter");
      const id = message.text("id_filter");
      const found = artifacts.filter(
        (artifact) =>
          artifact.run === message.text("workflow_run_backend_id") &&
          artifact.size !== undefined &&
          (name === undefined || artifact.name === name) &&
          (id === undefined || String(artifact.id) === id),
      );
      return {
        body: {
          artifacts: found.map((artifact) => ({
            workflow_run_backend_id: artifact.run,
            workflow_job_run_backend_id: artifact.job,
            database_id: String(artifact.id),
            name: artifact.name,
            size: artifact.size,
            created_at: artifact.createdAt,
            digest: artifact.digest,
          })),
        },
      };
    },
    GetSignedArtifactURL(message) {
      const artifact = find(message);
      return artifact ? { body: { signed_url: signedUrl(artifact.id) } } : missing;
    },
    DeleteArtifact(message) {
      const artifact = find(message);
      if (!artifact) return missing;
      artifacts.splice(artifacts.indexOf(artifact), 1);
      return { body: { ok: true, artifact_id: String(artifact.id) } };
    },
  };

  return {
    methods,
    /** The finished artifacts of one run. */
    list(run: string): ArtifactContent[] {
      return artifacts.flatMap((artifact) => {
        const bytes = blobs.read(artifact.id);
        if (artifact.run !== run || artifact.size === undefined || bytes === undefined) return [];
        const zipped = artifact.mimeType === "application/zip";
        return {
          id: artifact.id,
          name: artifact.name,
          mimeType: artifact.mimeType,
          bytes,
          files: zipped ? readZip(bytes) : new Map([[artifact.name, bytes]]),
          ...(artifact.expiresAt === undefined ? {} : { expiresAt: artifact.expiresAt }),
        };
      });
    },
  };
}
