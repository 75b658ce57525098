import type { LucideProps } from "lucide-react";
import type { ReactElement } from "react";
import { icons } from "./icons.ts";

export interface IconProps {
  /** A name of the icon set; one that is not in it is shown as a box. */
  name: string | undefined;
  /** Width and height in pixels. */
  size?: number;
  className?: string | undefined;
}

/** One icon of the one set, hidden from screen readers: the word stands beside it. */
export function Icon({ name, size = 16, className }: IconProps): ReactElement {
  const Shape = (name === undefined ? undefined : icons[name]) ?? icons.box;
  const props: LucideProps = { size, strokeWidth: 1.75, "aria-hidden": true, focusable: false };
  if (className !== undefined) props.className = className;
  return Shape === undefined ? <span /> : <Shape {...props} />;
}
