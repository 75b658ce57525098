import type { ReactElement } from "react";
import { foldGroup } from "../../commands/foldGroup.ts";
import { perform } from "../../commands/perform.ts";
import { useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { FlowGroup } from "../../state/flow/Flow.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { NameField } from "../../ui/NameField.tsx";
import styles from "./GroupTitle.module.css";

/** The title of a group, or the field in which it is edited. */
export function GroupTitle({ group }: { group: FlowGroup }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const isEditing = useSession(({ editing }) => editing?.kind === "group" && editing.id === group.id);
  const close = (): void => {
    workbench.session.set({ editing: undefined });
    workbench.canvas.focus();
  };
  if (!isEditing) return <>{group.title || t("group.new")}</>;
  return (
    <NameField
      value={group.title}
      label={t("group.edit")}
      onCommit={(value) => {
        if (value !== group.title) {
          const operation = { op: "setGroup", id: group.id, key: "title", value } as const;
          perform(workbench, t("gesture.rename", { name: group.title }), [operation]);
        }
        close();
      }}
      onCancel={close}
    />
  );
}

/** Folds an open group, unfolds a folded one. */
export function FoldButton({ group }: { group: FlowGroup }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const title = t(group.folded ? "group.unfold" : "group.fold", { name: group.title || t("group.new") });
  return (
    <button
      type="button"
      className={`nodrag ${styles.button}`}
      aria-label={title}
      aria-expanded={!group.folded}
      title={title}
      onClick={() => {
        foldGroup(workbench, { groups: [group], folded: !group.folded });
        workbench.canvas.focus();
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Icon name={group.folded ? "chevron-right" : "chevron-down"} size={14} />
    </button>
  );
}
