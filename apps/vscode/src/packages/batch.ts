// What is loaded late of batch: a package that is imported as a whole is bundled as a whole.
export { readProvenance } from "@seedkit/batch/manifest";
