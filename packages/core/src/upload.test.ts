import { expect, test } from "vitest";
import { container, jpeg, png } from "../test/images.ts";
import { type ClientEvent, createClient, isSeedkitError, type Shrink } from "./index.ts";
import { toBase64 } from "./references.ts";

const apiKey = "SG_0123456789abcdef";

/** The upload endpoint: it names each file it is sent. */
function endpoint() {
  const sent: string[] = [];
  const answer: typeof fetch = async (_, init) => {
    const { data_urls } = JSON.parse(String(init?.body)) as { data_urls: string[] };
    sent.push(...data_urls);
    return Response.json({
      file_urls: data_urls.map(() => `https://images.segmind.com/assets/${sent.length}`),
    });
  };
  return { sent, fetch: answer };
}

test("everything that is no image is told at once, before anything is sent", async () => {
  const { sent, fetch } = endpoint();
  const gone = new Blob(["x"]);
  gone.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
  const files = [
    png(2, 2),
    new Uint8Array(9),
    container("heic"),
    new Blob(["x"]),
    gone,
    "data:,x",
    "https://a.b/c",
  ];
  const error = await createClient({ apiKey, fetch })
    .upload(files)
    .catch((reason: unknown) => reason);
  if (!isSeedkitError(error)) throw error;
  expect(error).toMatchObject({ code: "invalid_input", charged: "no" });
  expect(error.issues?.map(({ path, message }) => `${path} ${message}`)).toEqual([
    "image_input[1] is not an image",
    "image_input[2] is a HEIC image: export it as JPEG first",
    "image_input[3] is not an image",
    "image_input[4] is not an image",
    "image_input[5] is not an image",
  ]);
  expect(sent).toEqual([]);
});

test("addresses stay, and each content is sent once, in its own type", async () => {
  const { sent, fetch } = endpoint();
  const client = createClient({ apiKey, fetch });
  const uri = `data:image/png;base64,${toBase64(png(2, 2))}`;
  const urls = await client.upload(["https://a.b/c", png(2, 2), new Blob([png(2, 2)]), uri, jpeg(3, 3)]);
  const [address, first, ...rest] = urls;
  expect(address).toBe("https://a.b/c");
  expect(rest).toEqual([first, first, expect.not.stringMatching(`^${first}$`)]);
  expect(sent).toEqual([uri, `data:image/jpeg;base64,${toBase64(jpeg(3, 3))}`]);
  expect(await client.upload([png(2, 2)])).toEqual([first]);
  expect(sent).toHaveLength(2);
});

test.each<[string, Shrink | undefined, boolean]>([
  ["made smaller where something here can", async (_, side) => png(side, 10), true],
  ["sent as it is where nothing can", undefined, false],
  ["sent as it is where that fails", () => Promise.reject(new Error("no canvas")), false],
  ["sent as it is where what comes back is no image", async () => new Uint8Array(), false],
])("a large reference is %s", async (_, shrink, smaller) => {
  const { sent, fetch } = endpoint();
  const warnings: string[] = [];
  const onEvent = (event: ClientEvent) => {
    if (event.type === "warning") warnings.push(event.warning.code);
  };
  await createClient({ apiKey, fetch, shrink, onEvent }).upload([png(2049, 10), png(2048, 10)]);
  expect(sent).toContain(`data:image/png;base64,${toBase64(png(smaller ? 2048 : 2049, 10))}`);
  expect(warnings).toEqual(smaller ? ["public_upload"] : ["public_upload", "reference_not_shrunk"]);
});

test("who waits for another call's upload is free to leave, and takes over where the other gave up", async () => {
  const { sent, fetch } = endpoint();
  let hang = true;
  const client = createClient({
    apiKey,
    fetch: (input, init) => (hang ? new Promise<Response>(() => {}) : fetch(input, init)),
  });
  const [first, second] = [new AbortController(), new AbortController()];
  const failed = (call: Promise<unknown>) => call.catch((reason: unknown) => reason);
  const one = failed(client.upload([png(2, 2)], { signal: first.signal }));
  const two = failed(client.upload([png(2, 2)], { signal: second.signal }));
  const three = client.upload([png(2, 2)]);
  await new Promise<void>((resolve) => setImmediate(resolve));
  second.abort();
  expect(await two).toMatchObject({ code: "aborted", charged: "no" });
  hang = false;
  first.abort();
  expect(await one).toMatchObject({ code: "aborted", charged: "no" });
  expect(await three).toEqual(["https://images.segmind.com/assets/1"]);
  expect(sent).toHaveLength(1);
});
