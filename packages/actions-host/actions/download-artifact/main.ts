import { join, matchesGlob, resolve } from "node:path";
import { DefaultArtifactClient } from "@actions/artifact";
import { getBooleanInput, getInput, setFailed, setOutput } from "@actions/core";

const client = new DefaultArtifactClient();
const name = getInput("name");
const pattern = getInput("pattern") || "*";
const folder = resolve(getInput("path") || ".");

try {
  if (name !== "") await download(name, (await client.getArtifact(name)).artifact.id, folder);
  else {
    const { artifacts } = await client.listArtifacts({ latest: true });
    const chosen = artifacts.filter((artifact) => matchesGlob(artifact.name, pattern));
    // Alone, or merged, an artifact gets no folder of its own.
    const flat = getBooleanInput("merge-multiple") || (chosen.length === 1 && getInput("pattern") !== "");
    for (const artifact of chosen)
      await download(artifact.name, artifact.id, flat ? folder : join(folder, artifact.name));
  }
  setOutput("download-path", folder);
} catch (error) {
  setFailed(error instanceof Error ? error : String(error));
}

async function download(title: string, id: number, path: string) {
  await client.downloadArtifact(id, { path });
  console.log(`Downloaded ${title} to ${path}`);
}
