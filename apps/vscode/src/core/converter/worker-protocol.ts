import type { Conversion } from "./convert-image.ts";

/** What two threads say to one another. */
export type Port = {
  post(message: unknown): void;
  listen(hear: (message: unknown) => void): void;
};

export type Answer = { readonly bytes: Uint8Array } | { readonly error: string };

/** The side that works: one conversion, one answer. */
export function serveConverter(port: Port, convert: (conversion: Conversion) => Promise<Uint8Array>): void {
  port.listen((message) => {
    convert(message as Conversion).then(
      (bytes) => port.post({ bytes } satisfies Answer),
      (error: unknown) => port.post({ error: String(error) } satisfies Answer),
    );
  });
}
