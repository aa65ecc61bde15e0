// Both entries, the folder that is packed, and dist/seedkit-vscode.vsix.
import { rm } from "node:fs/promises";
import { bundle } from "./bundle.ts";
import { copyCodecs } from "./codecs.ts";
import { pack } from "./pack.ts";
import { stage } from "./stage.ts";

const root = new URL("..", import.meta.url);

await rm(new URL("dist/", root), { recursive: true, force: true });
await bundle(root);
await copyCodecs(root);
await pack(await stage(root), new URL("dist/seedkit-vscode.vsix", root));
