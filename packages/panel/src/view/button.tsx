import type { ComponentProps } from "preact";
import { Icon, type IconName } from "./icons.tsx";

type ButtonProps = Omit<ComponentProps<"button">, "class" | "type"> & {
  /** How it differs from the usual one: the last part of a class. */
  readonly kind?: string;
};

/** A button that submits nothing. */
export const Button = ({ kind, ...rest }: ButtonProps) => (
  <button type="button" class={classes("sk-button", kind)} {...rest} />
);

type ToolProps = Omit<ButtonProps, "label"> & { readonly icon: IconName; readonly label: string };

/** A button that shows a drawing and says its label. */
export const Tool = ({ kind, icon, label, ...rest }: ToolProps) => (
  <button type="button" class={classes("sk-tool", kind)} aria-label={label} title={label} {...rest}>
    <Icon name={icon} />
  </button>
);

const classes = (base: string, kind: string | undefined) => (kind ? `${base} sk-${kind}` : base);
