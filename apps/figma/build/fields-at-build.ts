import { fields, listModels } from "@seedkit/core";
import type { Rolldown } from "vite";

/**
 * Works the models' fields out at build time: a window that opens in no time has none left for making a JSON Schema
 * of each model, and for the code that does.
 */
export function fieldsAtBuild(): Rolldown.Plugin {
  return {
    name: "fields-at-build",
    load(id) {
      if (!/\/core\/src\/fields\.ts$/.test(id)) return undefined;
      const known = Object.fromEntries(listModels().map((model) => [model.id, fields(model)]));
      return `const known = ${JSON.stringify(known)};\nexport const modelFields = ({ id }) => known[id];\n`;
    },
  };
}
