import { createRequire as seedkitRequire } from "node:module"; const require = seedkitRequire(import.meta.url);
import{earlyCancel}from"./chunk-ZXEYI6K6.mjs";import"./chunk-WPWC6YTI.mjs";var cancel=earlyCancel(),{runAction}=await import("./chunk-I67QHHEH.mjs");await runAction({cancel});
