import { globSync, statSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { DefaultArtifactClient } from "@actions/artifact";
import { getBooleanInput, getInput, getMultilineInput, setFailed, setOutput, warning } from "@actions/core";

const hidden = getBooleanInput("include-hidden-files");
const isHidden = (path: string) => path.split(sep).some((part) => /^\.[^.]/.test(part));

/** The files behind the patterns; a line after `!` takes files out again. */
function findFiles(patterns: readonly string[]): string[] {
  const files = new Set<string>();
  for (const pattern of patterns) {
    const found = globSync(pattern.replace(/^!/, "")).flatMap((path) =>
      statSync(path).isDirectory() ? globSync(`${path}/**/*`) : [path],
    );
    for (const path of found.filter((file) => statSync(file).isFile() && (hidden || !isHidden(file)))) {
      if (pattern.startsWith("!")) files.delete(resolve(path));
      else files.add(resolve(path));
    }
  }
  return [...files].sort();
}

/** The deepest folder that holds every file; paths in the artifact start there. */
function commonFolder(files: readonly string[]): string {
  let folder = dirname(files[0] ?? "");
  while (!files.every((file) => file.startsWith(folder + sep))) folder = dirname(folder);
  return folder;
}

const paths = getMultilineInput("path", { required: true });
const files = findFiles(paths);
const [only] = paths;
// One folder alone is the root itself; a pattern has no status.
const isFolder = paths.length === 1 && only && statSync(only, { throwIfNoEntry: false })?.isDirectory();
const root = isFolder ? resolve(only) : commonFolder(files);
const missing = `No files were found with the provided path: ${paths.join(", ")}. No artifacts will be uploaded.`;

try {
  if (files.length > 0) await upload();
  else if (getInput("if-no-files-found") === "error") setFailed(missing);
  else if (getInput("if-no-files-found") === "warn") warning(missing);
} catch (error) {
  setFailed(error instanceof Error ? error : String(error));
}

async function upload() {
  const client = new DefaultArtifactClient();
  const name = getInput("name");
  if (getBooleanInput("overwrite")) await client.deleteArtifact(name).catch(() => undefined);
  const days = Number(getInput("retention-days"));
  const { id, digest } = await client.uploadArtifact(name, files, root, {
    compressionLevel: Number(getInput("compression-level")),
    ...(days > 0 ? { retentionDays: days } : {}),
  });
  setOutput("artifact-id", id);
  setOutput("artifact-digest", digest);
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = process.env;
  setOutput(
    "artifact-url",
    `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}/artifacts/${id}`,
  );
}
