import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { until } from "./observe.ts";
import { createProject, idsOf, key, manifestOf, serve } from "./project.ts";
import { freePort, kill, startRedis } from "./redis.ts";
import { seedkit } from "./seedkit.ts";

test("a Redis with TLS and a password: the certificate is checked, and nothing secret is said", async () => {
  const folder = await mkdtemp(join(tmpdir(), "seedkit-tls-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [cert, secretKey] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  const made = spawnSync("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"],
    ...[
      "-keyout",
      secretKey,
      "-out",
      cert,
      "-subj",
      "/CN=127.0.0.1",
      "-addext",
      "subjectAltName=IP:127.0.0.1",
    ],
  ]);
  expect(made.status, String(made.stderr)).toBe(0);
  const port = await freePort();
  const tls = ["--tls-port", String(port), "--tls-cert-file", cert, "--tls-key-file", secretKey];
  const redis = await startRedis([...tls, "--tls-auth-clients", "no"], "hunter2");
  onTestFinished(() => redis.close());
  const emulator = await serve();
  const project = await createProject(manifestOf(idsOf(2)), emulator.url);
  const env = {
    SEGMIND_API_KEY: key,
    SEGMIND_BASE_URL: emulator.url,
    REDIS_URL: `rediss://:hunter2@127.0.0.1:${port}`,
  };
  const trusting = { ...env, NODE_EXTRA_CA_CERTS: cert };
  const status = ["batch", "status", "--queue"];
  const distrusted = seedkit(project.folder, status, env);
  const wrong = { ...trusting, REDIS_URL: env.REDIS_URL.replace("hunter2", "hunter3") };
  const refused = seedkit(project.folder, status, wrong);
  const worker = seedkit(project.folder, ["worker", "--metrics", "off"], trusting);
  await until(() => /Ctrl-C/.test(worker.said.all) || worker.child.exitCode !== null);
  const run = seedkit(project.folder, ["batch", "run", "--queue", "--max-cost", "1", "--json"], trusting);
  expect(await run.ended, run.said.all + worker.said.all).toBe(0);
  await kill(worker.child, "SIGTERM");
  expect(await distrusted.ended).not.toBe(0);
  expect(distrusted.said.all).toContain("self-signed certificate");
  expect(await refused.ended).not.toBe(0);
  expect(refused.said.all).toContain(`rediss://127.0.0.1:${port}`);
  for (const { said } of [distrusted, refused, worker, run]) expect(said.all).not.toMatch(/hunter[23]/);
}, 60_000);
