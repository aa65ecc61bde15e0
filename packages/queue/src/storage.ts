import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SeedkitError } from "@seedkit/core";
import { saveFile } from "@seedkit/core/node";
import { AwsClient } from "aws4fetch";

/** Keeps the files of a project, by their path in it, where no folder is shared. */
export type Storage = {
  /** Puts a file of the folder there, whole or not at all. @throws SeedkitError `connection_lost` */
  put(folder: string, path: string): Promise<void>;
  /** Brings a file into the folder, by a temporary name first. @throws SeedkitError `connection_lost`, `bad_image` */
  get(folder: string, path: string, sha256: string): Promise<void>;
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * S3, or what speaks like it: `s3://bucket/prefix`, with the usual variables of the environment (AWS_ACCESS_KEY_ID,
 * AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL). @throws SeedkitError `invalid_input`
 */
export function createStorage(address: string, environment: Environment): Storage {
  const match = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?))?\/?$/.exec(address);
  const {
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_SESSION_TOKEN: sessionToken,
  } = environment;
  if (!match?.[1])
    throw refused(`"${address}" is no address of a storage`, "For example s3://bucket/website.");
  if (!id || !secret)
    throw refused("The storage has no key", "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
  const region = environment.AWS_REGION || environment.AWS_DEFAULT_REGION || "us-east-1";
  const client = new AwsClient({
    accessKeyId: id,
    secretAccessKey: secret,
    ...(sessionToken && { sessionToken }),
    service: "s3",
    region,
    retries: 4,
  });
  const base = baseOf(match[1], region, environment.AWS_ENDPOINT_URL);
  const urlOf = (path: string) =>
    [base, ...`${match[2] ?? ""}/${path}`.split("/").filter(Boolean).map(encodeURIComponent)].join("/");

  const send = async (path: string, options: RequestInit): Promise<Response> => {
    try {
      const response = await client.fetch(urlOf(path), options);
      if (response.ok) return response;
      throw new Error(`it answered ${response.status}`);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new SeedkitError("connection_lost", `${path} in ${address}: ${why}`, { charged: "yes", cause });
    }
  };

  return {
    async put(folder, path) {
      const bytes = await readFile(join(folder, path));
      // A put takes effect when it is whole, and the sum makes sure that it is.
      const checksum = createHash("sha256").update(bytes).digest("base64");
      await send(path, { method: "PUT", body: bytes, headers: { "x-amz-checksum-sha256": checksum } });
    },
    async get(folder, path, sha256) {
      const response = await send(path, { method: "GET" });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (createHash("sha256").update(bytes).digest("hex") !== sha256) {
        throw new SeedkitError("bad_image", `${path} in ${address} is not what was put there`, {
          charged: "yes",
        });
      }
      await saveFile(join(folder, path), bytes, { overwrite: true });
    },
  };
}

/** Others than Amazon's are asked by path: not every one has a name for each bucket. */
function baseOf(bucket: string, region: string, endpoint: string | undefined): string {
  if (endpoint) return `${endpoint.replace(/\/+$/, "")}/${bucket}`;
  return `https://${bucket}.s3.${region}.amazonaws.com`;
}

function refused(message: string, hint: string): SeedkitError {
  return new SeedkitError("invalid_input", message, { charged: "no", hint: `${hint} Nothing was sent.` });
}
