export function manifestJsonSchema(): Record<string, unknown> {
  return {};
}
