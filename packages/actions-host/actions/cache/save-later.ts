import { getInput, getState, info } from "@actions/core";

if (getState("CACHE_RESULT") === getInput("key"))
  info(`Cache hit occurred on the primary key ${getInput("key")}, not saving cache.`);
else await import("./save.ts");
