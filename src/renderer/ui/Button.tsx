import type { ComponentProps } from "react";

export interface ButtonProps extends Omit<ComponentProps<"button">, "type"> {
  /** One `primary` a view; `plain` has no edge; `link` stands within a sentence; `icon` is a glyph with an `aria-label`. */
  readonly kind: "primary" | "outlined" | "plain" | "link" | "icon";
}

export function Button({ kind, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`button button-${kind}${className === undefined ? "" : ` ${className}`}`}
      {...rest}
    />
  );
}
