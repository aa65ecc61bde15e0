import type { Transport } from "@seedkit/core";

/** What of the service answers this window, whose origin is `null`. */
export type Reach = {
  /** The transport that works, the wanted one if it does; undefined: the service answers nothing here. */
  transport(wanted: Transport): Promise<Transport | undefined>;
  /** From now on nothing is queued: the images of the queue cannot be read here. */
  noQueue(): void;
};

type Options = {
  readonly baseUrl: string;
  readonly key: () => Promise<string | undefined>;
  readonly online: () => boolean;
};

// No such request exists: the answer is an error, and that it can be read is all there is to know.
const queuePath = "/v2/requests/00000000-0000-0000-0000-000000000000/status";
const directPath = "/v1/get-user-credits";

/**
 * Looks, before anything is paid for, whether answers can be read at all: a browser tells a refused origin from a
 * lost connection in no other way, and after a post nobody could say whether it was charged.
 */
export function createReach({ baseUrl, key, online }: Options): Reach {
  // Jobs that start together share one question; only a yes is kept, as a no may be over in a minute.
  const asked = new Map<string, Promise<boolean>>();
  let queueClosed = false;

  const answers = (path: string): Promise<boolean> => {
    const known = asked.get(path);
    if (known) return known;
    const answer = look(path);
    asked.set(path, answer);
    void answer.then((readable) => {
      if (!readable) asked.delete(path);
    });
    return answer;
  };
  const look = async (path: string): Promise<boolean> => {
    // The same headers as a real request: the browser asks the service for leave in the same words.
    const headers = { "content-type": "application/json", "x-api-key": (await key()) ?? "" };
    return fetch(baseUrl + path, { headers, redirect: "manual" }).then(
      () => true,
      () => false,
    );
  };

  return {
    noQueue() {
      queueClosed = true;
    },
    async transport(wanted) {
      // Offline tells itself apart.
      if (!online()) return wanted;
      if (wanted === "queued" && !queueClosed && (await answers(queuePath))) return "queued";
      const direct = await answers(directPath);
      queueClosed ||= direct && wanted === "queued";
      return direct ? "sync" : undefined;
    },
  };
}
