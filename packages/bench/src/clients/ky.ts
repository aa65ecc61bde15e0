import { benchKey } from "../key.ts";
import { faultTimeouts } from "../scenarios.ts";
import { type Client, type ClientId, prompt } from "./client.ts";

const program = `
import ky from "ky";
const bytes = await ky.post("https://api.example.com/v1/model", { headers: { "x-api-key": "key" }, json: { prompt: "x" } }).bytes();
console.log(bytes);
`;

const limits = `timeout ${faultTimeouts.attempt / 1000} s an attempt, ${faultTimeouts.total / 1000} s in all`;

/** Its defaults never post again. */
export const ky: Client = configured("ky", "ky", limits, {});
/** As it is often set up: posts are retried too. */
export const kyPost: Client = configured(
  "ky-post",
  "ky, retry on post",
  `${limits}, retry.methods: ["post"]`,
  {
    retry: { methods: ["post"] },
  },
);

function configured(
  id: ClientId,
  title: string,
  settings: string,
  options: { retry?: { methods: ["post"] } },
): Client {
  return {
    id,
    title,
    wire: "bytes",
    baseline: "fetch",
    packages: ["ky"],
    program,
    settings,
    async connect(base, timeouts) {
      const { default: client } = await import("ky");
      const shared = {
        headers: { "x-api-key": benchKey },
        timeout: timeouts.attempt,
        totalTimeout: timeouts.total,
      };
      return {
        call: (signal) =>
          client
            .post(`${base}/model`, { ...shared, ...options, json: { prompt }, ...(signal && { signal }) })
            .bytes(),
        bytes: (result) => result as Uint8Array,
      };
    },
  };
}
