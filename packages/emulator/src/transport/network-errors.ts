/** What Node's fetch throws when a connection ends before the answer began. */
export function fetchFailed(code: string, message: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
}

/** What a body of Node's fetch ends with when the connection is cut under it. */
export function terminated(): TypeError {
  const cause = Object.assign(new Error("other side closed"), {
    name: "SocketError",
    code: "UND_ERR_SOCKET",
  });
  return new TypeError("terminated", { cause });
}

/** Ends a body under way: on a port the socket is destroyed, in process the reader gets {@link terminated}. */
export class ConnectionCut extends Error {
  override name = "ConnectionCut";
  constructor() {
    super("The emulator cut the connection");
  }
}
