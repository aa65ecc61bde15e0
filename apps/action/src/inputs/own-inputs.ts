import type { InputDefinition, InputGroup } from "./definition.ts";

const manifest: InputDefinition = {
  name: "manifest",
  description:
    "Path of a manifest (`seedkit.yaml`, JSON, JSONL or CSV): only what is new or changed is made. Paths in it start at its own folder.",
};

/** What is made. Exactly one of the three. */
export const whatGroup: InputGroup = {
  title: "What to make (exactly one)",
  inputs: [
    { name: "prompt", description: "One prompt: what the image shows." },
    { name: "prompts", description: "Several prompts, one a line. Empty lines are left out." },
    manifest,
  ],
};

export const placeInputs: readonly InputDefinition[] = [
  {
    name: "output-dir",
    description: "Folder of the images and their lock, with `prompt` or `prompts`. It lies in the workspace.",
    default: "images",
  },
  {
    name: "output",
    description:
      "File name in `output-dir`, with `prompt` or `prompts`: may hold `{id}`, `{index}` and `{model}`. Default: made of the prompt. Without an extension the image's own is added.",
  },
];

export const moneyInputs: readonly InputDefinition[] = [
  {
    name: "max-cost",
    description:
      "The most this step may cost, in dollars (`0.50`). Required, but for a dry run. Nothing is sent that could cost more.",
  },
  {
    name: "dry-run",
    description: "Plans and prices; nothing is sent, no key is needed.",
    default: "false",
    options: ["true", "false"],
  },
  {
    name: "reuse",
    description:
      "What is not paid for again: `output` (files in the workspace that match the lock), `cache` (images of earlier runs), `auto` (both), `off` (everything is made anew).",
    default: "auto",
    options: ["auto", "output", "cache", "off"],
  },
  {
    name: "reuse-from",
    description:
      "Folder of artifacts of other jobs (shards), each with its lock: their images are taken over where they match, before anything is paid. With `max-cost: 0` the step only merges.",
  },
  {
    name: "retry-ambiguous",
    description:
      "Sends again what may have been paid for already: calls that were cut off and cannot be recovered.",
    default: "false",
    options: ["true", "false"],
  },
];

export const connectionInputs: readonly InputDefinition[] = [
  {
    name: "api-key",
    description: "The Segmind API key, from a secret. It is masked, and goes to the API alone.",
  },
  {
    name: "base-url",
    description:
      "Another address of the API: https, or http on this machine. Only this input is read, never a file.",
  },
  { name: "concurrency", description: "Calls at once, 1 to 64.", default: "4" },
  { name: "request-timeout", description: "The most one request may take, in seconds.", default: "120" },
  {
    name: "total-timeout",
    description: "The most one image may take, waiting and retries included, in seconds.",
    default: "300",
  },
  { name: "shard", description: "The part of the manifest this job makes: `2/4` is the second of four." },
];

export const endInputs: readonly InputDefinition[] = [
  {
    name: "on-error",
    description:
      "What images that could not be made do to the step: `fail` it, `warn`, or `continue` without a word more than the summary's.",
    default: "fail",
    options: ["fail", "warn", "continue"],
  },
  {
    name: "on-missing-key",
    description:
      "What to do without an API key, as on pull requests from forks: `fail`, `skip`, or `plan` (a dry run).",
    default: "fail",
    options: ["fail", "skip", "plan"],
  },
  {
    name: "allow-pull-request-target",
    description:
      "Spends also under `pull_request_target`, where whoever opens a pull request may choose the prompts.",
    default: "false",
    options: ["true", "false"],
  },
];

export const showInputs: readonly InputDefinition[] = [
  {
    name: "upload-artifact",
    description: "Uploads the images, the lock and the results as an artifact.",
    default: "true",
    options: ["true", "false"],
  },
  {
    name: "artifact-name",
    description: "Name of the artifact. Default `seedkit`, with a shard `seedkit-2-of-4`.",
  },
  {
    name: "retention-days",
    description: "How long artifacts stay, 1 to 90. Default: as the repository has it.",
  },
  {
    name: "summary",
    description: "Writes the table of images, costs and failures into the job's summary.",
    default: "true",
    options: ["true", "false"],
  },
  {
    name: "contact-sheet",
    description: "Uploads a page that shows the images, to open in the browser, and links it in the summary.",
    default: "true",
    options: ["true", "false"],
  },
];

export const planInputs: readonly InputDefinition[] = [
  { name: "images-per-shard", description: "How many images one job of the matrix makes.", default: "25" },
  { name: "max-shards", description: "The most jobs of the matrix, 1 to 256.", default: "16" },
];
