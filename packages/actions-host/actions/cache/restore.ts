import { isFeatureAvailable, restoreCache } from "@actions/cache";
import {
  getBooleanInput,
  getInput,
  getMultilineInput,
  info,
  saveState,
  setFailed,
  setOutput,
  warning,
} from "@actions/core";

const key = getInput("key", { required: true });
const paths = getMultilineInput("path", { required: true });

try {
  if (isFeatureAvailable()) await restore();
  else warning("Cache service is not available here, nothing is restored");
} catch (error) {
  warning(error instanceof Error ? error : String(error));
}

async function restore() {
  const found = await restoreCache(paths, key, getMultilineInput("restore-keys"), {
    lookupOnly: getBooleanInput("lookup-only"),
  });
  saveState("CACHE_RESULT", found ?? "");
  setOutput("cache-primary-key", key);
  setOutput("cache-matched-key", found ?? "");
  setOutput("cache-hit", found === undefined ? "" : String(found === key));
  info(found === undefined ? `Cache not found for ${key}` : `Cache restored from key: ${found}`);
  if (found === undefined && getBooleanInput("fail-on-cache-miss")) setFailed(`Failed to restore ${key}`);
}
