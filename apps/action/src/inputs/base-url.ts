/** Why the key is not sent to an address; undefined where it is: https, or http on this machine. */
export function baseUrlProblem(address: string): string | undefined {
  if (!URL.canParse(address)) return "it is no address, like https://api.example.com";
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  if (username || password) return "it may not hold a user or a password";
  if (search || hash) return "it may not hold ? or #";
  if (protocol === "https:") return undefined;
  if (protocol === "http:" && isLoopback(hostname)) return undefined;
  return "the key travels to https addresses only, and to http on this machine (127.0.0.1, localhost, [::1])";
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
