import type { Node, NodeProps } from "@xyflow/react";
import { memo, type ReactElement } from "react";
import { perform } from "../../commands/perform.ts";
import { useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { FlowGroup } from "../../state/flow/Flow.ts";
import { useText } from "../../text/useText.ts";
import { NameField } from "../../ui/NameField.tsx";
import styles from "./GroupFrame.module.css";

export type GroupNode = Node<{ group: FlowGroup }, "group">;

/** The frame around the steps of a group. One takes hold of it at its title. */
export const GroupFrame = memo(function GroupFrame({ data, selected }: NodeProps<GroupNode>): ReactElement {
  const { group } = data;
  const t = useText();
  const workbench = useWorkbench();
  const isEditing = useSession(({ editing }) => editing?.kind === "group" && editing.id === group.id);
  const close = (): void => {
    workbench.session.set({ editing: undefined });
    workbench.canvas.focus();
  };
  return (
    <div className={styles.group} data-selected={selected}>
      <div className={`${styles.title} group-title`}>
        {isEditing ? (
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
        ) : (
          group.title || t("group.new")
        )}
      </div>
    </div>
  );
});
