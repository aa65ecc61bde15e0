import sharp from "sharp";
import { afterEach } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions, type EmulatorScope } from "../src/index.ts";

const started: Emulator[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((emulator) => emulator.close()));
});

/** An emulator with flat pictures that is closed after the test. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator({ pixels: "plain", ...options });
  started.push(emulator);
  return emulator;
}

export const key = "sk-secret-key-4711";
export const headers = { "content-type": "application/json", "x-api-key": key };

type Target = Pick<EmulatorScope, "url" | "fetch">;

export function post(target: Target, path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return target.fetch(`${target.url}${path}`, { method: "POST", headers, body: text, ...init });
}

export function get(target: Target, path: string): Promise<Response> {
  return target.fetch(path.startsWith("http") ? path : `${target.url}${path}`, { headers });
}

/** Type, width and height as sharp reads them, which shares nothing with core. */
export async function imageOf(
  response: Response,
): Promise<{ format: string; width: number; height: number }> {
  const { format, width, height } = await sharp(await response.arrayBuffer()).metadata();
  return { format, width, height };
}

export const prompt = "A ceramic teapot on linen";
