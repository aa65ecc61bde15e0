import { createRequire as seedkitRequire } from "node:module"; const require = seedkitRequire(import.meta.url);
import{runAction}from"./chunk-GSYZOPTL.mjs";import"./chunk-OREPANRA.mjs";import"./chunk-WPWC6YTI.mjs";await runAction();
