// What is named here is public. Adding a name is a decision.
export { type BuiltInClientOptions, createClient } from "./built-in-client.ts";
export type {
  CallOptions,
  Client,
  ClientOptions,
  CoreClient,
  RetryOptions,
  Shrink,
  Spool,
  Spooled,
  SpooledCallOptions,
  Timeout,
  Transport,
} from "./client-options.ts";
export { type Clock, systemClock, wait } from "./clock.ts";
export {
  type Charged,
  type ErrorCode,
  errorCodes,
  type Issue,
  isSeedkitError,
  SeedkitError,
  type SeedkitErrorJson,
} from "./errors.ts";
export type { ClientEvent, OnEvent } from "./events.ts";
export type { Field } from "./fields.ts";
export type { Credits, GeneratedImage, Generation, Prepared, Timings, Variation } from "./generation.ts";
export { createLimiter, type Limiter, LimiterDeadline, type LimiterOptions } from "./limiter.ts";
export { defineModel } from "./models/define-model.ts";
export type { FieldForm, InputOf, InputSchema, Model, ModelDeclaration } from "./models/model.ts";
export { type CostEstimate, costRange, dollars, formatMicros, type Money, money, sumCosts } from "./money.ts";
export { nearestWord } from "./nearest.ts";
export { redact } from "./redact.ts";
export type { Reference } from "./references.ts";
export {
  type BuiltInModel,
  estimate,
  fields,
  getModel,
  listModels,
  type ModelId,
  planSize,
  toJsonSchema,
  validate,
} from "./seedkit.ts";
export { type ImageHeader, readHeader } from "./size/header.ts";
export type { SizePlan, SizeRule } from "./size/plan.ts";
export { closestRatio, parseRatio } from "./size/ratios.ts";
export { resultLifetimeMs, type Ticket } from "./tickets.ts";
export type { LooseInput, Settings, Validation, ValidInput, Warning, WarningCode } from "./validation.ts";
