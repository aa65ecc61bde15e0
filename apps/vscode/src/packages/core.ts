// What is loaded late of the client: a package that is imported as a whole is bundled as a whole.
export {
  createClient,
  estimate,
  formatMicros,
  isSeedkitError,
  readHeader,
  redact,
  sumCosts,
} from "@seedkit/core";
