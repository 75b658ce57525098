import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { StepManifest } from "../../../../core/model/StepManifest.ts";
import { CopyClass } from "../../../code/classes/CopyClass.tsx";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { classKey } from "../../../state/code/classKey.ts";
import { useText } from "../../../text/useText.ts";
import { draggedClass } from "../../../ui/draggedClass.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { addClass } from "./addClass.ts";
import { ClassInfo } from "./ClassInfo.tsx";
import { DeleteClass } from "./DeleteClass.tsx";
import styles from "./Registry.module.css";
import { RenameClass } from "./RenameClass.tsx";

/** One class of the registry, with what one can do with it. */
export function ClassRow({ manifest, isFavourite }: { manifest: StepManifest; isFavourite: boolean }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const [dialog, setDialog] = useState<"info" | "copy" | "rename" | "delete">();
  const { file, syncpack, friendlyName } = manifest;
  // A copy is called like its original until somebody gives it another friendly name.
  const id = syncpack === undefined && file !== friendlyName ? file : undefined;
  const name = id === undefined ? friendlyName : `${friendlyName} ${id}`;
  const close = (): void => setDialog(undefined);
  return (
    <div className={styles.line}>
      <Tooltip label={manifest.description} position="right" openDelay={600} multiline maw={280}>
        <button
          type="button"
          className={styles.row}
          draggable
          aria-label={t("registry.add", { name })}
          onDragStart={(event) => draggedClass.write(event.dataTransfer, manifest)}
          onClick={() => addClass(workbench, manifest)}
        >
          <span className={styles.tile}>
            <Icon name={manifest.icon ?? "square-function"} size={14} />
          </span>
          <span className={styles.name}>{friendlyName}</span>{" "}
          {id === undefined ? null : <span className={styles.file}>{id}</span>}
        </button>
      </Tooltip>
      <Menu position="bottom-end" width={200} withinPortal>
        <Menu.Target>
          <ActionIcon
            className={styles.more}
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t("registry.more", { name })}
          >
            <Icon name="ellipsis" size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDialog("info")}>{t("registry.info")}</Menu.Item>
          <Menu.Item onClick={() => workbench.session.set({ codePane: { file, syncpack, step: undefined } })}>
            {t(syncpack === undefined ? "registry.edit" : "registry.view")}
          </Menu.Item>
          <Menu.Item onClick={() => workbench.shelf.toggleFavourite(classKey(manifest))}>
            {t(isFavourite ? "registry.unmark" : "registry.mark")}
          </Menu.Item>
          <Menu.Item onClick={() => setDialog("copy")}>{t("code.copy")}</Menu.Item>
          {syncpack === undefined ? (
            <>
              <Menu.Item onClick={() => setDialog("rename")}>{t("registry.rename")}</Menu.Item>
              <Menu.Item className={styles.danger} onClick={() => setDialog("delete")}>
                {t("registry.delete")}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {dialog === "info" ? <ClassInfo manifest={manifest} onClose={close} /> : null}
      {dialog === "copy" ? <CopyClass file={file} syncpack={syncpack} step={undefined} onClose={close} /> : null}
      {dialog === "rename" ? <RenameClass manifest={manifest} onClose={close} /> : null}
      {dialog === "delete" ? <DeleteClass manifest={manifest} onClose={close} /> : null}
    </div>
  );
}
