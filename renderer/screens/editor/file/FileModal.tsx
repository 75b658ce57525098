import { Modal } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { useText } from "../../../text/useText.ts";
import styles from "./FileModal.module.css";

export interface FileModalProps {
  title: string;
  onClose(): void;
  /** In pixels. */
  width?: number;
  children: ReactNode;
  /** The buttons at the bottom, the main one last. */
  actions?: ReactNode;
}

/** A dialog of the document: title, content that scrolls, and buttons that stay in view. */
export function FileModal({ title, onClose, width = 520, children, actions }: FileModalProps): ReactElement {
  const t = useText();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={width}
      centered
      closeButtonProps={{ "aria-label": t("panel.close") }}
      classNames={{ content: styles.content, header: styles.header, title: styles.title, body: styles.body }}
    >
      <div className={styles.scroll}>{children}</div>
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </Modal>
  );
}
