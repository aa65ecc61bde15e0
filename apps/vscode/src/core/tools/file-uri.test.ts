import { expect, test } from "vitest";
import { fileUri } from "./file-uri.ts";

test("a path is written as the editor writes it", () => {
  expect(fileUri("/home/me/my art/fox (2)!*'.jpg")).toBe(
    "file:///home/me/my%20art/fox%20%282%29%21%2A%27.jpg",
  );
  expect(fileUri("C:\\work\\fox.jpg")).toBe("file:///c%3A/work/fox.jpg");
  expect(fileUri("\\\\server\\share\\fox.jpg")).toBe("file://server/share/fox.jpg");
});
