import { createServer, request } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createWorld } from "./world.ts";

/** A proxy that forwards everything to one place on this machine, and notes what it was asked for. */
async function startProxy(target: string): Promise<{ url: string; asked: string[] }> {
  const to = new URL(target);
  const asked: string[] = [];
  const server = createServer((incoming, answer) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    const path = new URL(incoming.url ?? "/", target).pathname;
    const { method, headers } = incoming;
    const onward = request({ host: to.hostname, port: to.port, path, method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    });
    incoming.pipe(onward);
  });
  server.on("connect", (incoming, socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    const onward = connect(Number(to.port), to.hostname, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, asked };
}

test("goes through HTTP_PROXY, also in lower case", async () => {
  const world = await createWorld();
  for (const name of ["HTTP_PROXY", "http_proxy"]) {
    const proxy = await startProxy(world.emulator.url);
    const ran = await world.run(["generate", "fox"], { env: { [name]: proxy.url } });
    expect(ran.code).toBe(0);
    expect(proxy.asked.join()).toMatch(/CONNECT|POST/);
  }
});

test("asks HTTPS_PROXY for a tunnel to an https address", async () => {
  const world = await createWorld();
  const proxy = await startProxy(world.emulator.url);
  const ran = await world.run(["credits", "--timeout", "1"], {
    env: { HTTPS_PROXY: proxy.url, SEGMIND_BASE_URL: "https://api.invalid" },
  });
  // What answers is no TLS: the call fails, after it went the right way.
  expect([7, 8]).toContain(ran.code);
  expect(proxy.asked).toContain("CONNECT api.invalid:443");
});

test("NO_PROXY goes past the proxy", async () => {
  const world = await createWorld();
  const proxy = await startProxy(world.emulator.url);
  const ran = await world.run(["generate", "fox"], { env: { HTTP_PROXY: proxy.url, NO_PROXY: "127.0.0.1" } });
  expect(ran.code).toBe(0);
  expect(proxy.asked).toEqual([]);
});
