import { saveCache } from "@actions/cache";
import { getInput, getMultilineInput, warning } from "@actions/core";

// A cache that cannot be saved never fails a job.
try {
  await saveCache(getMultilineInput("path", { required: true }), getInput("key", { required: true }));
} catch (error) {
  warning(error instanceof Error ? error : String(error));
}
