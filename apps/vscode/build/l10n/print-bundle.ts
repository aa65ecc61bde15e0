// Prints what l10n/bundle.l10n.json has to hold: every text, in English.
import { collectTexts } from "./collect-texts.ts";

const { keys } = await collectTexts(new URL("../..", import.meta.url));
console.log(JSON.stringify(Object.fromEntries(keys.map((key) => [key, key])), undefined, 2));
