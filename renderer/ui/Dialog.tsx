import { Modal } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { useText } from "../text/useText.ts";
import styles from "./Dialog.module.css";
import { useFirstFocus } from "./useFirstFocus.ts";

export interface DialogProps {
  title: string;
  onClose(): void;
  /** In pixels. */
  width?: number;
  /** Nothing in it takes the focus: keys scroll it. */
  isRead?: boolean;
  /** Escape belongs to what is in it. */
  keepsOnEscape?: boolean;
  children: ReactNode;
  /** The buttons at the bottom, the main one last. */
  actions?: ReactNode;
}

/** A dialog: title, content that scrolls, and buttons that stay in view. It is open as long as it is there. */
export function Dialog({
  title,
  onClose,
  width = 520,
  isRead = false,
  keepsOnEscape = false,
  children,
  actions,
}: DialogProps): ReactElement {
  const t = useText();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={width}
      centered
      closeOnEscape={!keepsOnEscape}
      closeButtonProps={{ "aria-label": t("panel.close") }}
      classNames={{ content: styles.content, header: styles.header, title: styles.title, body: styles.body }}
    >
      <Content isRead={isRead} actions={actions}>
        {children}
      </Content>
    </Modal>
  );
}

function Content({
  isRead,
  children,
  actions,
}: Required<Pick<DialogProps, "isRead" | "children" | "actions">>): ReactElement {
  const part = useFirstFocus<HTMLDivElement>();
  return (
    <div ref={part} className={styles.part}>
      <div className={styles.scroll} tabIndex={isRead ? 0 : -1}>
        {children}
      </div>
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
