import { cpSync } from "node:fs";
import { basename, join } from "node:path";
import { getInput, setFailed, setOutput } from "@actions/core";

const {
  ACTIONS_HOST_REPOSITORY,
  GITHUB_REF = "",
  GITHUB_REPOSITORY,
  GITHUB_SHA = "",
  GITHUB_WORKSPACE,
} = process.env;
const repository = getInput("repository");

if (repository !== GITHUB_REPOSITORY) setFailed(`This host is offline: it has no ${repository}`);
else if (ACTIONS_HOST_REPOSITORY && GITHUB_WORKSPACE) {
  cpSync(ACTIONS_HOST_REPOSITORY, join(GITHUB_WORKSPACE, getInput("path")), {
    recursive: true,
    verbatimSymlinks: true,
    // What no commit holds.
    filter: (path) => basename(path) !== "node_modules",
  });
  setOutput("ref", GITHUB_REF);
  setOutput("commit", GITHUB_SHA);
}
