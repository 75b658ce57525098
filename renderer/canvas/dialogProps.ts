import type { ModalProps } from "@mantine/core";

/** What screen readers need of a dialog: a name for its closing button, and no second banner of the page. */
export function dialogProps(close: string): Pick<ModalProps, "closeButtonProps" | "attributes"> {
  return { closeButtonProps: { "aria-label": close }, attributes: { header: { role: "presentation" } } };
}
