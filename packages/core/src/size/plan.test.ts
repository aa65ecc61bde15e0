import { describe, expect, test } from "vitest";
import { container, jpeg, png, webpExtended } from "../../test/images.ts";
import { planSize } from "../index.ts";

const plan4 = (input: object) => planSize("seedream-4" as string, { prompt: "x", ...input });
const plan45 = (input: object) => planSize("seedream-4.5" as string, { prompt: "x", ...input });
const box = ({ width, height }: { width: number; height: number }) => `${width}x${height}`;

// The landscape table of the presets, typed by hand; portraits mirror it.
const table = {
  "1K": { "1:1": "1024x1024", "4:3": "1024x768", "16:9": "1024x576", "3:2": "1024x704", "21:9": "1024x448" },
  "2K": {
    "1:1": "2048x2048",
    "4:3": "2048x1536",
    "16:9": "2048x1152",
    "3:2": "2048x1344",
    "21:9": "2048x896",
  },
  "4K": {
    "1:1": "4096x4096",
    "4:3": "4096x3072",
    "16:9": "4096x2304",
    "3:2": "4096x2752",
    "21:9": "4096x1728",
  },
};
const mirrored = { "3:4": "4:3", "9:16": "16:9", "2:3": "3:2" };
const cells = Object.entries(table).flatMap(([size, row]) => [
  ...Object.entries(row).map(([ratio, px]) => ({ size, ratio, px })),
  ...Object.entries(mirrored).map(([ratio, of]) => ({
    size,
    ratio,
    px: (row as Record<string, string>)[of]?.split("x").reverse().join("x") ?? "",
  })),
]);

// What is over the floor within 2 % of the ratio and smallest, worked out by hand.
const scaled: Record<string, string> = {
  "1:1": "1920x1920",
  "4:3": "2240x1664",
  "3:4": "1664x2240",
  "16:9": "2624x1472",
  "9:16": "1472x2624",
};

describe("presets", () => {
  test.each(cells)("4.0: $size $ratio is $px", ({ size, ratio, px }) => {
    const plan = plan4({ size, aspect_ratio: ratio });
    expect(box(plan)).toBe(px);
    expect(plan.scaledUp).toBe(false);
    const underFloor = plan.width * plan.height < 921_600;
    expect(plan.certainty).toBe(ratio === "1:1" && !underFloor ? "exact" : "estimate");
    expect(plan.why).not.toBe("");
  });

  test("four 1K presets of 4.0 and their mirrors lie under the vendor's floor, and say so", () => {
    const under = cells.filter(({ size, ratio }) => /floor/.test(plan4({ size, aspect_ratio: ratio }).why));
    expect(under.map(({ size, ratio }) => `${size} ${ratio}`).sort()).toEqual(
      ["16:9", "21:9", "2:3", "3:2", "3:4", "4:3", "9:16"].map((ratio) => `1K ${ratio}`).sort(),
    );
  });

  test.each(cells)("4.5: $size $ratio is $px, or scaled up to the floor", ({ size, ratio, px }) => {
    const plan = plan45({ size, aspect_ratio: ratio });
    const [width = 0, height = 0] = px.split("x").map(Number);
    const over = width * height >= 3_686_400;
    expect(plan.scaledUp).toBe(!over);
    if (over) expect(box(plan)).toBe(px);
    else if (scaled[ratio]) expect(box(plan)).toBe(scaled[ratio]);
    expect(plan.width * plan.height).toBeGreaterThanOrEqual(3_686_400);
    expect(plan.width * plan.height).toBeLessThanOrEqual(16_777_216);
    expect(plan.certainty).toBe(over && ratio === "1:1" ? "exact" : "estimate");
  });

  test("on 4.5 every 1K and every 2K off the square is scaled up, nothing else", () => {
    const up = cells.filter(({ size, ratio }) => plan45({ size, aspect_ratio: ratio }).scaledUp);
    expect(up).toEqual(
      cells.filter(({ size, ratio }) => size === "1K" || (size === "2K" && ratio !== "1:1")),
    );
  });

  test("the page's own example: 9:16 at 4K is about 9 megapixels", () => {
    expect(plan45({ size: "4K", aspect_ratio: "9:16" })).toMatchObject({ width: 2304, height: 4096 });
  });

  test("with no ratio at all it is the square", () => {
    expect(plan4({})).toMatchObject({ width: 2048, height: 2048, certainty: "exact" });
    expect(plan4({ aspect_ratio: null, size: "4K" })).toMatchObject({ width: 4096, height: 4096 });
    expect(plan45({})).toMatchObject({ width: 2048, height: 2048, certainty: "exact" });
    expect(plan4({ image_input: ["https://example.com/a"] })).toMatchObject({ certainty: "estimate" });
  });
});

describe("custom", () => {
  test.each([
    [2048, 2048, "2048x2048"],
    [1600, 1200, "1600x1216"],
    [1440, 1440, "1472x1472"],
    [1055, 1057, "1024x1088"],
    [1056, 4064, "1088x4096"],
    [4096, 4096, "4096x4096"],
    [4095, 1025, "4096x1024"],
  ])("4.0: %i x %i is %s", (width, height, px) => {
    expect(box(plan4({ size: "custom", width, height }))).toBe(px);
  });

  test.each([
    [1920, 1920, "1920x1920", false],
    [2304, 1728, "2304x1728", false],
    [3072, 1728, "3072x1728", false],
    [2496, 1664, "2496x1664", false],
    [3136, 1344, "3136x1344", false],
    [4096, 4096, "4096x4096", false],
    [4032, 2688, "4032x2688", false],
    [4032, 1728, "4032x1728", false],
    [2624, 1472, "2624x1472", false],
    [1024, 1024, "1920x1920", true],
    [1280, 720 + 304, "2176x1728", true],
  ])("4.5: %i x %i is %s", (width, height, px, scaledUp) => {
    const plan = plan45({ size: "custom", width, height });
    expect(plan.scaledUp).toBe(scaledUp);
    expect(box(plan)).toBe(px);
  });

  test("is exact, but where a side lies halfway or is scaled up", () => {
    expect(plan4({ size: "custom", width: 1600, height: 1200 }).certainty).toBe("exact");
    expect(plan4({ size: "custom", width: 1440, height: 1600 }).certainty).toBe("estimate");
    expect(plan45({ size: "custom", width: 1024, height: 1024 }).certainty).toBe("estimate");
  });

  test("a lone side goes with 2048 on 4.5; neither is the square", () => {
    expect(box(plan45({ size: "custom", width: 4096 }))).toBe("4096x2048");
    expect(box(plan45({ size: "custom", height: 4096 }))).toBe("2048x4096");
    expect(box(plan45({ size: "custom" }))).toBe("2048x2048");
    expect(box(plan4({ size: "custom" }))).toBe("2048x2048");
    expect(() => plan4({ size: "custom", width: 4096 })).toThrow(/height is missing/);
  });

  test("the ratio is not read", () => {
    expect(box(plan45({ size: "custom", width: 4096, height: 2048, aspect_ratio: "1:1" }))).toBe("4096x2048");
  });
});

describe("match_input_image", () => {
  const match = (reference: unknown, size = "4K") => plan45({ size, image_input: [reference] });

  test("follows the first reference's own header", () => {
    expect(box(match(png(1600, 900)))).toBe("4096x2304");
    expect(box(match(jpeg(900, 1600)))).toBe("2304x4096");
    expect(box(match(webpExtended(3000, 2000)))).toBe("4096x2752");
    const uri = `data:image/png;base64,${Buffer.from(png(1000, 1000)).toString("base64")}`;
    expect(box(match(uri))).toBe("4096x4096");
    const both = plan45({ size: "4K", image_input: [png(1600, 900), png(900, 1600)] });
    expect(both).toMatchObject({ width: 4096, certainty: "estimate" });
    expect(both.why).toContain("1600x900");
  });

  test("is a square, said to be a guess, where the reference's size is not at hand", () => {
    for (const reference of ["https://example.com/a.png", new Blob([png(1600, 900)]), container("avif")]) {
      expect(match(reference)).toMatchObject({ width: 4096, height: 4096, certainty: "estimate" });
    }
  });

  test("without a reference is 1:1", () => {
    expect(plan45({ aspect_ratio: "match_input_image" })).toMatchObject({
      width: 2048,
      height: 2048,
      certainty: "exact",
    });
  });

  test("a ratio that is given wins over the reference", () => {
    expect(box(plan45({ size: "4K", aspect_ratio: "1:1", image_input: [png(1600, 900)] }))).toBe("4096x4096");
  });

  test("extreme references stay within the vendor's limits", () => {
    for (const reference of [png(16_000, 1000), png(100_000, 1), jpeg(1, 60_000)]) {
      for (const size of ["1K", "2K", "4K"]) {
        const { width, height } = match(reference, size);
        expect(width * height).toBeGreaterThanOrEqual(3_686_400);
        expect(Math.max(width / height, height / width)).toBeLessThanOrEqual(16);
        expect(Math.max(width, height)).toBeLessThanOrEqual(4096);
      }
    }
  });
});
