import { readHeader } from "@seedkit/core";
import { answerInput, describe, expect, given, test, until } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";

// The same in Node and in a web worker. The key is in no environment.
const { service, key } = given<{ service: string; key: string }>();
const slow = 60_000;
const generate = "seedkit_generate_image";
const edit = "seedkit_edit_image";

type Parts = { readonly text: string; readonly pictures: readonly vscode.LanguageModelDataPart[] };

describe("an agent's tools", () => {
  test("without a key say who can set one, and where; nothing opens by itself", async () => {
    const { text } = await call(generate, { prompt: "A kite" });
    expect(text).toContain("Charged: no");
    expect(text).toContain("Seedkit: Set API Key");
    expect(await sent()).toEqual([]);
    answerInput("Set API Key", key);
    await vscode.commands.executeCommand("seedkit.setApiKey");
  });

  test("are described by the models", async () => {
    const tools = await until("they are listed", () => {
      const found = vscode.lm.tools.filter(({ name }) => name === generate || name === edit);
      return found.length === 2 && found;
    });
    for (const { inputSchema, tags } of tools) {
      const schema = inputSchema as {
        properties: Record<string, { enum?: string[]; description?: string }>;
        required: string[];
      };
      expect(schema.properties.model?.description).toContain("$0.04");
      expect(schema.required).toContain("prompt");
      expect(schema.properties.model?.enum?.length).toBeGreaterThan(1);
      expect(tags).toEqual(["image", "seedkit"]);
    }
  });

  test(
    "make a file of a free name, and answer with path, size, price, link and the picture",
    async () => {
      const { text, pictures } = await call(generate, { prompt: "A red_swan [over] wheat" });
      expect(text).toMatch(/^Saved \S*images\/a-red-swan-over-wheat\.jpg \(2048x2048 px\)\./);
      expect(text).toContain("It cost $0.04.");
      expect(text).toContain("![A red_swan \\[over\\] wheat](images/a-red-swan-over-wheat.jpg)");
      const bytes = await read("images/a-red-swan-over-wheat.jpg");
      expect(pictures.map(({ mimeType }) => mimeType)).toEqual(["image/jpeg"]);
      expect(readHeader(pictures[0]?.data ?? new Uint8Array())).toMatchObject({ width: 2048 });
      expect(bytes.length).toBe(pictures[0]?.data.length);
      const second = await call(generate, { prompt: "A red_swan [over] wheat" });
      expect(second.text).toContain("images/a-red-swan-over-wheat-2.jpg");
    },
    slow,
  );

  test(
    "make the format that the name asks for, where it was asked for",
    async () => {
      const { text, pictures } = await call(generate, { prompt: "A pot", output: "art/pot.png" });
      expect(text).toMatch(/^Saved \S*art\/pot\.png/);
      expect(readHeader(await read("art/pot.png"))).toMatchObject({ mediaType: "image/png" });
      expect(pictures).toHaveLength(1);
      const named = await call(generate, { prompt: "A pot", output: "src/index.ts" });
      expect(named.text).toMatch(/^Saved \S*src\/index\.ts\.jpg/);
    },
    slow,
  );

  test(
    "start from files of the workspace and addresses, in their order",
    async () => {
      const address = `${service}/some.png`;
      const { text } = await call(edit, {
        prompt: "The pot in blue",
        image_input: [address, "art/pot.png"],
        output: "art/",
      });
      expect(text).toMatch(/^Saved \S*art\/the-pot-in-blue\.jpg/);
    },
    slow,
  );

  test("tell everything that is wrong at once, and send nothing", async () => {
    const before = await sent();
    const { text } = await call(edit, {
      ...{ prompt: " ", size: "3K", colour: "red" },
      image_input: ["missing.png", "../secret.png", "notes.md", "ftp://example.com/a.png"],
      output: "art/pot.png",
    });
    expect(text).toContain("8 things are wrong:");
    expect(text).toContain("nearest: 4K");
    for (const path of ["prompt", "size", "colour", "image_input[0]", "image_input[3]", "output"])
      expect(text).toContain(`- ${path}`);
    expect(text).toContain("art/pot.png exists already");
    expect(text).toContain("Charged: no");
    expect(await sent()).toEqual(before);
  });

  const outside = [
    "../fox.jpg",
    "a/../../fox.jpg",
    "/tmp/fox.jpg",
    "C:\\fox.jpg",
    "https://example.com/fox.jpg",
  ];
  test("write nowhere but in the workspace, not by a link either", async () => {
    const before = await sent();
    for (const output of [...outside, "link/fox.jpg", "link/deep/", "untitled:fox.jpg"]) {
      const { text } = await call(generate, { prompt: "A fox", output });
      expect(text).toContain("lies outside of the workspace");
    }
    const { text } = await call(edit, { prompt: "A fox", image_input: ["link/secret.png"] });
    expect(text).toContain("image_input[0]: link/secret.png lies outside of the workspace");
    expect(await sent()).toEqual(before);
  });

  test("say of what was refused that it cost nothing, and not to send it again", async () => {
    await faults([{ match: { prompt: "forbidden" }, fault: { kind: "moderated" } }]);
    const { text } = await call(generate, { prompt: "something forbidden" });
    expect(text).toContain("Charged: no");
    expect(text).toContain("the same prompt fails again");
  });

  test("never send a model back to what may have been paid", async () => {
    await faults([{ match: { prompt: "doubtful" }, fault: { kind: "status", status: 504, charged: true } }]);
    const before = await posts();
    const { text } = await call(generate, { prompt: "something doubtful" });
    expect(text).toContain("Charged: maybe, up to $0.04");
    expect(text).not.toMatch(/\b(retry|try again|call once more|call again)\b/i);
    expect((await posts()) - before).toBe(1);
  });

  test(
    "end at once when they are cancelled; the next answer tells the price, the same call fetches it",
    async () => {
      await faults([{ match: { path: "**/status" }, fault: { kind: "status", status: 429, retryAfter: 1 } }]);
      const before = await posts();
      const asked = await sent();
      const source = new vscode.CancellationTokenSource();
      const input = { prompt: "A slow heron" };
      const cancelled = Promise.resolve(
        vscode.lm.invokeTool(generate, { input, toolInvocationToken: undefined }, source.token),
      ).catch((error: unknown) => error);
      await until("it is under way", async () =>
        (await sent()).slice(asked.length).some((path) => path.endsWith("/status")),
      );
      source.cancel();
      await cancelled;
      await faults([]);
      const { text } = await until("the job is over", async () => {
        const answer = await call(generate, { prompt: " " });
        return answer.text.includes("Note:") && answer;
      });
      expect(text).toContain("Note: the call that was cancelled may have cost up to $0.04.");
      const fetched = await call(generate, input);
      expect(fetched.text).toMatch(/^Saved \S*images\/a-slow-heron\.jpg/);
      expect(fetched.text).toContain("nothing was paid again");
      expect((await posts()) - before).toBe(1);
    },
    slow,
  );

  test("stop at what the user allows for a window, and say what is left", async () => {
    const settings = vscode.workspace.getConfiguration("seedkit");
    await settings.update("tools.maxCost", 0.25, vscode.ConfigurationTarget.Global);
    const before = await posts();
    const { text } = await call(generate, { prompt: "One too many" });
    expect(text).toMatch(/This may cost \$0\.04; \$0\.\d+ of this session's cap of \$0\.25 is left/);
    expect(text).toContain("seedkit.tools.maxCost");
    expect(await posts()).toBe(before);
    await settings.update("tools.maxCost", undefined, vscode.ConfigurationTarget.Global);
  });

  test(
    "say of each image of a set where it is instead, and what it cost",
    async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      if (!folder) throw new Error("no folder is open");
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, "shelf"), new Uint8Array(1));
      const set = { sequential_image_generation: "auto", max_images: 3 };
      const { text } = await call(generate, { prompt: "A kettle", output: "shelf/", ...set });
      const places = [...text.matchAll(/The image is in (\S+\.jpg)/g)].map(([, place]) => place);
      expect(new Set(places).size).toBe(3);
      expect(text).toContain("Charged: yes");
    },
    slow,
  );
});

async function call(name: string, input: object): Promise<Parts> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  const texts = content.filter((part) => part instanceof vscode.LanguageModelTextPart);
  return {
    text: texts.map(({ value }) => value).join("\n"),
    pictures: content.filter((part) => part instanceof vscode.LanguageModelDataPart),
  };
}

const read = async (name: string) => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("no folder is open");
  return vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder.uri, name));
};

type Request = { readonly method: string; readonly path: string };
const journal = async (): Promise<{ readonly requests: readonly Request[] }> =>
  (await fetch(`${service}/__emulator/journal`)).json() as never;
/** The paths that were asked for, without what a key is tried with. */
const sent = async () =>
  (await journal()).requests.map(({ path }) => path).filter((path) => !/credits/.test(path));
/** Requests that cost. */
const posts = async () =>
  (await journal()).requests.filter(({ method, path }) => method === "POST" && /seedream/.test(path)).length;

async function faults(rules: readonly object[]): Promise<void> {
  const address = `${service}/__emulator/faults`;
  await fetch(address, { method: "DELETE" });
  const headers = { "content-type": "application/json" };
  if (rules.length > 0) await fetch(address, { method: "POST", headers, body: JSON.stringify(rules) });
}
