import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";

type Fields = Record<string, unknown>;

async function documents(name: string): Promise<Fields[]> {
  const text = await readFile(new URL(`../../../docs/many-machines/${name}`, import.meta.url), "utf8");
  return parseAllDocuments(text, { merge: true, strict: true, uniqueKeys: true }).map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS() as Fields;
  });
}

test("the compose file is one that compose takes", async () => {
  const [compose] = await documents("compose.yaml");
  const allowed = ["services", "volumes", "x-seedkit"];
  expect(Object.keys(compose ?? {}).filter((name) => !allowed.includes(name))).toEqual([]);
  const services = compose?.services as Record<string, Fields>;
  const known = ["image", "command", "volumes", "environment", "depends_on", "healthcheck", "restart"];
  const more = ["working_dir", "stop_grace_period", "profiles"];
  for (const [name, service] of Object.entries(services)) {
    expect(service, name).toMatchObject({ image: expect.any(String), command: expect.any(Array) });
    expect(Object.keys(service).filter((key) => ![...known, ...more].includes(key))).toEqual([]);
    for (const other of Object.keys((service.depends_on as Fields) ?? {}))
      expect(services).toHaveProperty(other);
    const named = (service.volumes as string[]).map((volume) => volume.split(":")[0] ?? "");
    for (const volume of named.filter((one) => !one.startsWith(".")))
      expect(compose?.volumes).toHaveProperty(volume);
  }
  expect(services.redis?.command).toEqual(expect.arrayContaining(["--appendfsync", "always", "noeviction"]));
  expect(JSON.stringify(services.run)).not.toContain("SEGMIND_API_KEY");
});

test("the Kubernetes example is whole: what it names is there", async () => {
  const all = await documents("kubernetes.yaml");
  const versions: Record<string, string> = {
    Secret: "v1",
    ConfigMap: "v1",
    PersistentVolumeClaim: "v1",
    Deployment: "apps/v1",
    Job: "batch/v1",
  };
  const names = new Set<string>();
  for (const { apiVersion, kind, metadata } of all) {
    expect(apiVersion).toBe(versions[String(kind)]);
    names.add(`${kind}/${(metadata as { name: string }).name}`);
  }
  for (const needed of ["Deployment/seedkit-worker", "Secret/seedkit", "ConfigMap/seedkit-budget"]) {
    expect(names).toContain(needed);
  }
  const referred = [...JSON.stringify(all).matchAll(/"(secret|configMap)(?:Key)?Ref":\{"name":"([^"]+)"/g)];
  expect(referred.length).toBeGreaterThanOrEqual(3);
  for (const [, kind, name] of referred) {
    expect(names).toContain(`${kind === "secret" ? "Secret" : "ConfigMap"}/${name}`);
  }
  const deployment = all.find(({ kind }) => kind === "Deployment") as {
    spec: { selector: { matchLabels: Fields }; template: { metadata: { labels: Fields }; spec: Fields } };
  };
  const { selector, template } = deployment.spec;
  expect(template.metadata.labels).toMatchObject(selector.matchLabels);
  expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(300);
});
