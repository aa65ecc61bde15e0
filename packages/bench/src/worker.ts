import type { Connection } from "./clients/client.ts";
import { clientById } from "./clients/index.ts";
import { observeFaults } from "./observe-faults.ts";
import { peakGrowth } from "./peak-memory.ts";
import type { Ask, TaskName, Tasks } from "./tasks.ts";

const client = clientById(process.argv[2] ?? "");
const patient = { attempt: 120_000, total: 120_000 };
const connections = new Map<string, Connection>();

async function run(ask: Ask): Promise<Tasks[TaskName]["answer"]> {
  switch (ask.task) {
    case "time":
      return { ms: await time(await connect(ask.base), ask.calls, ask.inFlight) };
    case "memory":
      // A small call first: what the client loads and compiles once is not the images' memory.
      await oneCall(await connect(ask.small));
      return { bytes: await peakGrowth(async () => manyCalls(await connect(ask.base), ask.inFlight)) };
    case "faults":
      return { observations: await observeFaults(client, ask.bases, Buffer.from(ask.image, "base64")) };
  }
}

async function connect(base: string): Promise<Connection> {
  const known = connections.get(base) ?? (await client.connect(base, patient));
  connections.set(base, known);
  return known;
}

async function oneCall(connection: Connection): Promise<Uint8Array> {
  const bytes = await connection.bytes(await connection.call());
  if (bytes.length < 10_000) throw new Error(`${client.id} gave ${bytes.length} bytes`);
  return bytes;
}

function manyCalls(connection: Connection, count: number): Promise<Uint8Array[]> {
  return Promise.all(Array.from({ length: count }, () => oneCall(connection)));
}

async function time(connection: Connection, calls: number, inFlight: number): Promise<number> {
  let left = calls;
  const lane = async () => {
    while (left-- > 0) await oneCall(connection);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: inFlight }, lane));
  return performance.now() - start;
}

// Some peers leave rejected promises behind; that must not end the measurement.
process.on("unhandledRejection", () => {});
process.once("disconnect", () => process.exit());
process.on("message", (ask: Ask) => {
  run(ask).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.send?.({ ready: true });
