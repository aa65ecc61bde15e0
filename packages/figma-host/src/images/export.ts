import sharp from "sharp";
import { type FigmaNode, isInsideInstance, mixed, type Paint } from "../document/node.ts";
import { refuse } from "../refusal.ts";
import type { ImageStore } from "./store.ts";

type Settings = {
  readonly format?: "PNG" | "JPG" | "SVG" | "PDF" | "SVG_STRING" | "JSON_REST_V1";
  readonly constraint?: { readonly type: "SCALE" | "WIDTH" | "HEIGHT"; readonly value: number };
};
type Layer = { readonly input: Buffer; readonly left: number; readonly top: number };

const fits = { FILL: "cover", CROP: "cover", TILE: "cover", FIT: "contain" } as const;

/** `exportAsync` as PNG or JPG: solid and image fills of the node and of what is in it. Text is not drawn. */
export async function exportNode(
  images: ImageStore,
  node: FigmaNode,
  given: unknown = {},
): Promise<Uint8Array> {
  const { format = "PNG", constraint } = (given ?? {}) as Settings;
  const { width, height, visible } = node.props;
  if (!visible || width < 0.5 || height < 0.5) {
    refuse("exportAsync", "Failed to export node. This node may not have any visible layers.");
  }
  if (format !== "PNG" && format !== "JPG")
    refuse("exportAsync", `figma-host does not simulate the format ${format}`);
  const scale =
    constraint?.type === "WIDTH"
      ? constraint.value / width
      : constraint?.type === "HEIGHT"
        ? constraint.value / height
        : (constraint?.value ?? 1);
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const layers = await layersOf(images, node, scale, { x: 0, y: 0 }, size);
  const canvas = sharp({
    create: { ...size, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  }).composite(layers);
  if (format === "PNG") return new Uint8Array(await canvas.png({ compressionLevel: 3 }).toBuffer());
  return new Uint8Array(await canvas.flatten({ background: "white" }).jpeg({ quality: 90 }).toBuffer());
}

async function layersOf(
  images: ImageStore,
  node: FigmaNode,
  scale: number,
  at: { x: number; y: number },
  canvas: { width: number; height: number },
): Promise<Layer[]> {
  if (!node.props.visible) return [];
  const layers: Layer[] = [];
  const box = {
    width: Math.max(1, Math.round(node.props.width * scale)),
    height: Math.max(1, Math.round(node.props.height * scale)),
  };
  const paints =
    node.props.fills === mixed || node.type === "TEXT" || node.type === "GROUP" ? [] : node.props.fills;
  for (const paint of paints) {
    const picture = await paintPicture(images, paint, box);
    if (picture) layers.push(...(await clip(picture, box, at, canvas)));
  }
  for (const child of node.children) {
    const inGroup = node.type === "GROUP" && !isInsideInstance(node);
    const from = inGroup ? node.props : { x: 0, y: 0 };
    const childAt = {
      x: at.x + Math.round((child.props.x - from.x) * scale),
      y: at.y + Math.round((child.props.y - from.y) * scale),
    };
    layers.push(...(await layersOf(images, child, scale, childAt, canvas)));
  }
  return layers;
}

async function paintPicture(
  images: ImageStore,
  paint: Paint,
  box: { width: number; height: number },
): Promise<Buffer | undefined> {
  if (paint.visible === false) return undefined;
  if (paint.type === "SOLID" && paint.color) {
    const { r, g, b } = paint.color;
    const background = { r: r * 255, g: g * 255, b: b * 255, alpha: paint.opacity ?? 1 };
    return sharp({ create: { ...box, channels: 4, background } })
      .png({ compressionLevel: 1 })
      .toBuffer();
  }
  const image = paint.imageHash ? images.get(paint.imageHash) : undefined;
  if (paint.type !== "IMAGE" || !image) return undefined;
  return sharp(image.bytes)
    .resize({ ...box, fit: fits[paint.scaleMode ?? "FILL"], background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

// sharp refuses a layer that is larger than its canvas: what sticks out is cut away first.
async function clip(
  input: Buffer,
  box: { width: number; height: number },
  at: { x: number; y: number },
  canvas: { width: number; height: number },
): Promise<Layer[]> {
  const left = Math.max(0, at.x);
  const top = Math.max(0, at.y);
  const width = Math.min(canvas.width, at.x + box.width) - left;
  const height = Math.min(canvas.height, at.y + box.height) - top;
  if (width <= 0 || height <= 0) return [];
  if (width === box.width && height === box.height) return [{ input, left, top }];
  const part = { left: left - at.x, top: top - at.y, width, height };
  return [{ input: await sharp(input).extract(part).png().toBuffer(), left, top }];
}
