/** What Figma throws at a plugin. `where` is the member as Figma names it: `set_fills`, `createImage`. */
export class Refusal extends Error {
  override readonly name: "Error" | "TypeError" | "NotSimulated";

  constructor(message: string, name: "Error" | "TypeError" | "NotSimulated" = "Error") {
    super(message);
    this.name = name;
  }
}

export function refuse(where: string, why: string): never {
  throw new Refusal(`in ${where}: ${why}`);
}

/** A member that Figma has and this host has not: told apart from what Figma would refuse. */
export function notSimulated(what: string): never {
  throw new Refusal(`figma-host does not simulate ${what}`, "NotSimulated");
}
