import { listModels, money } from "@seedkit/core";
import { defaultModel, inputProperties, type Property, referencesField } from "./input-properties.ts";
import { type ToolName, toolNames } from "./names.ts";
import { creditsOutput, imageOutput } from "./output-schemas.ts";

/** A tool as hosts show it to a model. Plain JSON. */
export type ToolDescriptor = {
  readonly name: ToolName;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  /** What its structured result looks like, where it has one shape only. */
  readonly outputSchema?: ObjectSchema;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
};

export type ObjectSchema = {
  readonly type: "object";
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
};

const free = { readOnlyHint: true, destructiveHint: false, idempotentHint: true } as const;
// It adds a file and costs money: nothing is destroyed, and twice is not the same as once.
const paid = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: true,
} as const;

export type DescriptorOptions = {
  /** What paths are relative to, as a model is told. @default "the server's folder" */
  readonly folder?: string;
  /** A file gets the format that its name asks for. @default false: its true format decides the extension */
  readonly converts?: boolean;
};

/** Every tool, its schema made from the models: a new model or field needs no change here. */
export function toolDescriptors({
  folder = "the server's folder",
  converts = false,
}: DescriptorOptions = {}): readonly ToolDescriptor[] {
  const { [referencesField]: references = {}, ...fields } = inputProperties();
  const asked = { ...fields, model: modelProperty(), output: outputProperty(folder, converts) };
  const withReferences = { ...asked, [referencesField]: { ...references, ...referenceItems(folder) } };
  return [
    {
      name: toolNames.generate,
      title: "Generate an image",
      description: `Makes an image from a prompt and saves it as a new file. Each image costs money (${prices()}); the user's spending cap for this session is enforced. Takes ${times()}. It answers with the picture, the file's path, its true size and its price. When a call fails, read what it says about the charge before calling again.`,
      inputSchema: object(asked, ["prompt"]),
      outputSchema: imageOutput,
      annotations: paid,
    },
    {
      name: toolNames.edit,
      title: "Edit or combine images",
      description: `Makes a new image from a prompt and one or more existing images: changes a picture, combines several, or keeps a subject or style. The originals stay untouched. References that are local files are uploaded to the image service, where they are publicly readable by their address. Costs and answers like ${toolNames.generate}.`,
      inputSchema: object(
        {
          ...withReferences,
          [referencesField]: { ...withReferences[referencesField], minItems: 1 },
        },
        ["prompt", referencesField],
      ),
      outputSchema: imageOutput,
      annotations: paid,
    },
    {
      name: toolNames.plan,
      title: "Plan images and their price",
      description: `Tells, without sending anything and at no cost, what an image would be: its size in pixels, price, usual time, warnings, and everything that is wrong with the request. Takes the same fields as ${toolNames.generate}. With \`manifest\` instead it tells what a run of a seedkit manifest would make, and its price.`,
      inputSchema: object({ ...withReferences, manifest: manifestProperty(folder) }, []),
      annotations: { ...free, openWorldHint: false },
    },
    {
      name: toolNames.models,
      title: "List the image models",
      description:
        "Lists the models with their fields, allowed values, limits, price an image and usual time. Sends nothing.",
      inputSchema: object({ model: modelProperty("Only this model.") }, []),
      annotations: { ...free, openWorldHint: false },
    },
    {
      name: toolNames.credits,
      title: "Show the credits left",
      description: "Asks the service what the user's account has left. Costs nothing.",
      inputSchema: object({}, []),
      outputSchema: creditsOutput,
      annotations: { ...free, openWorldHint: true },
    },
  ];
}

function outputProperty(folder: string, converts: boolean): Property {
  const format = converts
    ? "A .jpg, .png, .webp or .avif name gets a file of that format."
    : "The true format decides the extension (usually jpg).";
  return {
    type: "string",
    title: "File",
    description: `Where to save it, relative to ${folder}: a file name such as images/fox.jpg, or a folder that ends with /. ${format} A file that exists is never overwritten. Default: a name made of the prompt.`,
  };
}

function manifestProperty(folder: string): Property {
  return {
    type: "string",
    title: "Manifest",
    description: `The path of a manifest, such as seedkit.yaml, relative to ${folder}. Give it alone.`,
  };
}

function referenceItems(folder: string) {
  return {
    items: { type: "string" },
    description: `The images to start from, in order: paths relative to ${folder}, or http(s) addresses.`,
  };
}

function modelProperty(description = "The model."): Property {
  const summaries = listModels().map(
    ({ id, summary, price }) => `${id}: ${summary} ${money(price).formatted} an image.`,
  );
  return {
    type: "string",
    title: "Model",
    enum: listModels().map(({ id }) => id),
    description: [description, `Default: ${defaultModel()}.`, ...summaries].join(" "),
  };
}

function prices(): string {
  return listModels()
    .map(({ id, price }) => `${id} ${money(price).formatted}`)
    .join(", ");
}

function times(): string {
  const seconds = listModels().map(({ typicalMs }) => Math.round(typicalMs / 1000));
  return `about ${Math.min(...seconds)} to ${Math.max(...seconds)} seconds`;
}

function object(properties: Readonly<Record<string, object>>, required: readonly string[]): ObjectSchema {
  return {
    type: "object",
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}
