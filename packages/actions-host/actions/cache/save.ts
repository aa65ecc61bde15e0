import { isFeatureAvailable, saveCache } from "@actions/cache";
import { getInput, getMultilineInput, warning } from "@actions/core";

// A cache that cannot be saved never fails a job.
try {
  if (isFeatureAvailable())
    await saveCache(getMultilineInput("path", { required: true }), getInput("key", { required: true }));
  else warning("Cache service is not available here, nothing is saved");
} catch (error) {
  warning(error instanceof Error ? error : String(error));
}
