import { useComputedColorScheme } from "@mantine/core";
import type { ReactElement } from "react";
import { readText } from "../../../core/model/readApplication.ts";
import { getCommand } from "../../commands/commands.ts";
import { useKeyOf } from "../../commands/useKeyOf.ts";
import { useDocument, useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { CommandButton } from "./CommandButton.tsx";
import styles from "./EditorHeader.module.css";
import { DocumentStatus } from "./file/DocumentStatus.tsx";
import { FileMenu } from "./file/FileMenu.tsx";
import { SaveButton } from "./file/SaveButton.tsx";
import { RunBar } from "./RunBar.tsx";
import { ParentRun } from "./run/ParentRun.tsx";

/** What is on screen, how it is saved, and what one does most. */
export function EditorHeader(): ReactElement {
  const t = useText();
  const key = useKeyOf(getCommand("view.palette"));
  const { session } = useWorkbench();
  const title = useDocument(({ edit }) => readText(edit.document, "friendly_name") ?? readText(edit.document, "name"));
  const scheme = useComputedColorScheme("light");
  const registry = useSession((state) => state.registry);
  const stepPanel = useSession((state) => state.stepPanel);
  const bottomPanel = useSession((state) => state.bottomPanel);
  return (
    <section className={styles.header} aria-label={t("header.label")}>
      <div className={styles.side}>
        <CommandButton id="view.registry" isActive={registry} />
        <span className={styles.mark} aria-hidden="true">
          <Icon name="waves" size={18} />
        </span>
        <ParentRun />
        <h1 className={styles.title}>{title ?? t("document.untitled")}</h1>
        <DocumentStatus />
      </div>
      <RunBar />
      <div className={`${styles.side} ${styles.right}`}>
        <UndoButtons />
        <SaveButton />
        <FileMenu />
        <button
          type="button"
          className={styles.palette}
          // In a narrow window only the icon is seen.
          aria-label={`${t("palette.open")} ${key ?? ""}`}
          onClick={() => session.set({ palette: true })}
        >
          <Icon name="search" size={14} />
          <span>{t("palette.open")}</span>
          {key === undefined ? null : <kbd>{key}</kbd>}
        </button>
        <CommandButton id="view.application" />
        <CommandButton id="view.theme" icon={scheme === "dark" ? "sun" : "moon"} />
        <CommandButton id="view.bottomPanel" isActive={bottomPanel} />
        <CommandButton id="view.stepPanel" isActive={stepPanel} />
      </div>
    </section>
  );
}

function UndoButtons(): ReactElement {
  // The buttons show what is possible, so they follow the history.
  useDocument(({ history, waiting }) => `${history.undo}|${history.redo}|${waiting}`);
  return (
    <>
      <CommandButton id="edit.undo" />
      <CommandButton id="edit.redo" />
    </>
  );
}
