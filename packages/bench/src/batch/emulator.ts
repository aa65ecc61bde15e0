// The emulator in a process of its own: tells its address, and ends with its parent.
import { createEmulator } from "@seedkit/emulator";

const [latency = "0", imageBytes = "0"] = process.argv.slice(2);
const { url } = await createEmulator({
  port: 0,
  pixels: "plain",
  latency: Number(latency),
  credits: 1_000_000,
  // A picture is as large as it is made: what follows its last byte is padding.
  faults: Number(imageBytes) > 0 ? [{ fault: { kind: "oversize", bytes: Number(imageBytes) } }] : [],
});
process.once("disconnect", () => process.exit());
process.send?.({ url });
