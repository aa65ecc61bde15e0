import { SeedkitError, type Ticket } from "@seedkit/core";
import { createMemoryStorage, type HistoryEntry, type JobCall, type PanelHost } from "@seedkit/panel";
import { picture } from "./picture.ts";

type Failure = () => SeedkitError;
const fail =
  (...[code, message, details]: ConstructorParameters<typeof SeedkitError>): Failure =>
  () =>
    new SeedkitError(code, message, details);

/** One failure of each kind the panel tells apart. */
const failures: Readonly<Record<string, Failure>> = {
  key: fail("unauthenticated", "Invalid API key", { charged: "no", status: 401, attempts: 1 }),
  credits: fail("insufficient_credits", "Not enough credits", { charged: "no", status: 406, attempts: 1 }),
  budget: fail("over_budget", "It may cost $0.16, the cap is $0.10", { charged: "no" }),
  rate: fail("rate_limited", "Too many requests", { charged: "no", status: 429, retryAfterMs: 42_000 }),
  moderated: fail("moderated", "The output image may contain sensitive information.", {
    charged: "no",
    status: 400,
  }),
  invalid: fail("invalid_request", "image size must be at least 3686400 pixels", {
    charged: "no",
    status: 400,
  }),
  network: fail("connect_failed", "Failed to fetch", { charged: "no" }),
  lost: fail("connection_lost", "Failed to fetch", { charged: "maybe" }),
  unsure: fail("gateway_timeout", "The gateway gave up waiting (504)", { charged: "maybe", status: 504 }),
  kept: fail("timeout", "No answer within 120 s", { charged: "maybe", requestId: "4f1c" }),
  expired: fail("expired", "Request 4f1c is over an hour old", { charged: "yes", status: 404 }),
  server: fail("server_error", "Internal server error", { charged: "no", status: 500 }),
};

/** A host that plays one state: no network, no key. */
export async function stateHost(state: string): Promise<PanelHost> {
  const storage = createMemoryStorage();
  const key = { present: state !== "first-run" };
  if (state === "history") await storage.set("history", entries());
  if (state === "history") {
    for (const [index, entry] of entries().entries())
      await storage.set(`thumb:${entry.id}`, await picture(index * 30));
  }
  let calls = 0;
  const failure = failures[state.replace("error-", "")];
  return {
    baseUrl: "https://api.segmind.com",
    storage,
    key: {
      has: async () => key.present,
      async save() {
        key.present = true;
      },
      async remove() {
        key.present = false;
      },
      test: async () => ({ credits: 12.4 }),
    },
    credits: async () => ({ credits: 12.4 }),
    openExternal: () => {},
    actions: [{ id: "insert", label: "Insert" }],
    act: async () => {},
    reuse: async () => false,
    referencePickers: [{ id: "selection", label: "From selection" }],
    pickReferences: async () => [{ name: "Hero", content: await picture(200) }],
    upload: async () => "https://images.segmind.com/assets/1.png",
    recover: () => new Promise(() => {}),
    ...(state === "destinations" ? { watchDestinations: destinations } : {}),
    async generate(_, call) {
      const index = calls++;
      if (failure) {
        if (state === "error-kept") await call.onTicket(ticket);
        throw failure();
      }
      call.onEvent({ type: "attempt", attempt: 1, model: "" });
      if (state === "running" && index > 0) return aborted(call);
      await call.onImage({
        bytes: await picture(index * 60),
        mediaType: "image/png",
        width: 2048,
        height: 2048,
      });
      return { costMicros: 40_000, creditsLeft: 12.4 };
    },
  };
}

const aborted = ({ signal }: JobCall) =>
  new Promise<never>((_, reject) => {
    const stop = () => reject(new SeedkitError("aborted", "Cancelled", { charged: "maybe" }));
    signal.addEventListener("abort", stop, { once: true });
  });

const ticket = { version: 1, requestId: "4f1c", input: {}, baseUrl: "https://api.segmind.com" } as Ticket;

const destinations: NonNullable<PanelHost["watchDestinations"]> = (listener) => {
  listener([
    {
      id: "fill",
      label: "Fill selection (3 frames)",
      places: [
        { id: "1", label: "Hero", input: { aspect_ratio: "16:9" } },
        { id: "2", label: "Avatar", input: { aspect_ratio: "1:1" } },
        { id: "3", label: "Story", input: { aspect_ratio: "9:16" } },
      ],
    },
    { id: "free", label: "Free space at the centre" },
    { id: "text", label: "One for each text layer", unavailable: "select text layers first" },
  ]);
  return () => {};
};

function entries(): HistoryEntry[] {
  const prompts = [
    "A lighthouse in fog, film grain",
    "Botanical print of a fern",
    "Terraced tea fields at sunrise",
  ];
  return Array.from({ length: 11 }, (_, index) => ({
    id: `entry-${index}`,
    at: Date.UTC(2026, 10, 21, 9, 60 - index),
    model: "",
    prompt: prompts[index % prompts.length] ?? "",
    input: { prompt: prompts[index % prompts.length] },
    ...{ width: 2048, height: 2048, costMicros: 40_000, stored: undefined },
  }));
}
