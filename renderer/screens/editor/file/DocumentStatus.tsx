import { Tooltip } from "@mantine/core";
import type { ReactElement } from "react";
import { getCommand, runCommand } from "../../../commands/commands.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { DocumentState } from "../../../state/document/DocumentState.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import styles from "./DocumentStatus.module.css";

/** Always says what is on screen; a click shows what differs from what is published. */
export function DocumentStatus(): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const history = useDocument((state) => state.history);
  const isSaving = useDocument(({ waiting }) => waiting > 0);
  const isInTrouble = useDocument(({ isOffline, notStored }) => isOffline || notStored !== undefined);
  const { readOnly } = workbench.document;
  if (readOnly?.kind === "revision") {
    return (
      <span className={styles.status}>
        <Icon name="lock" size={12} />
        {t("document.revision", { revision: readOnly.revision })}
      </span>
    );
  }
  const isBehind = history.changes > 0 && history.base !== history.published;
  return (
    <>
      <Tooltip label={isSaving ? t("document.saving") : t("command.file.changes")}>
        {/* Around the button: what is in one is its name and nothing of its own. */}
        <span role="status">
          <button
            type="button"
            className={styles.status}
            onClick={() => runCommand(workbench, getCommand("file.changes"))}
          >
            <span className={styles.dot} data-state={isInTrouble ? "offline" : isSaving ? "saving" : dotOf(history)} />
            {wordsOf(history, t)}
          </button>
        </span>
      </Tooltip>
      {isBehind ? (
        <Tooltip label={t("document.behind.help", { revision: history.published })}>
          <span className={styles.behind}>{t("document.behind", { revision: history.published })}</span>
        </Tooltip>
      ) : null}
    </>
  );
}

function dotOf({ changes, published }: DocumentState["history"]): string {
  return changes === 0 && published > 0 ? "published" : "draft";
}

function wordsOf({ changes, published }: DocumentState["history"], t: ReturnType<typeof useText>): string {
  if (changes === 0 && published === 0) return t("document.blank");
  if (changes === 0) return t("document.published", { revision: published });
  return t("document.changes", { count: changes });
}
