// The emulator in a process of its own: tells its address, and ends with its parent.
import { createEmulator } from "@seedkit/emulator";

const [latency = "0", imageBytes = "0"] = process.argv.slice(2);
const { url } = await createEmulator({
  port: 0,
  pixels: "plain",
  latency: Number(latency),
  credits: 1_000_000,
  // A picture is as large as it is made: what follows its last byte is padding.
  faults:
    Number(imageBytes) > 0
      ? ["/v1/**", "/images/**"].map((path) => ({
          match: { path },
          fault: { kind: "oversize" as const, bytes: Number(imageBytes) },
        }))
      : [],
});
// The service it stands for is not one that has just begun: its first answers would take three times as long.
if (Number(imageBytes) === 0) for (let round = 0; round < 4; round++) await Promise.all(manyCalls());
process.once("disconnect", () => process.exit());
process.send?.({ url });

/** In a scope of their own: they are in nobody's books. */
function manyCalls(): Promise<unknown>[] {
  const call = async (prompt: string) => {
    const headers = { "x-api-key": "bench", "content-type": "application/json" };
    const body = JSON.stringify({ prompt, size: "1K" });
    const response = await fetch(`${url}/__test/warm/v1/seedream-4`, { method: "POST", headers, body });
    if (!response.ok) throw new Error(`The emulator answered ${response.status}`);
    await response.arrayBuffer();
  };
  return Array.from({ length: 32 }, (_, index) => call(`Plant number ${index}`));
}
