import { setOutput } from "@actions/core";

setOutput("node-version", process.version);
