import { createRequire as seedkitRequire } from "node:module"; const require = seedkitRequire(import.meta.url);
import{earlyCancel}from"./chunk-ZXEYI6K6.mjs";import"./chunk-WPWC6YTI.mjs";var cancel=earlyCancel(),{runAction}=await import("./chunk-4OK6C56X.mjs");await runAction({cancel});
