import { type Node, type NodeProps, NodeResizer } from "@xyflow/react";
import { memo, type ReactElement } from "react";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { perform } from "../../commands/perform.ts";
import { useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { snap } from "../../state/flow/cardSize.ts";
import type { FlowNote } from "../../state/flow/Flow.ts";
import { useText } from "../../text/useText.ts";
import { NameField } from "../../ui/NameField.tsx";
import styles from "./NoteCard.module.css";

export type NoteNode = Node<{ note: FlowNote }, "note">;

/** A note on the canvas: text that one can edit in its place, and a border that one can drag. */
export const NoteCard = memo(function NoteCard({ data, selected }: NodeProps<NoteNode>): ReactElement {
  const { note } = data;
  const t = useText();
  const workbench = useWorkbench();
  const isEditing = useSession(({ editing }) => editing?.kind === "note" && editing.id === note.id);
  const set = (key: string, value: string | number): EditOperation => ({ op: "setNote", id: note.id, key, value });
  const close = (): void => {
    workbench.session.set({ editing: undefined });
    workbench.canvas.focus();
  };
  return (
    <div className={styles.note} data-selected={selected}>
      <NodeResizer
        isVisible={selected}
        minWidth={80}
        minHeight={40}
        onResizeEnd={(_event, { x, y, width, height }) =>
          perform(workbench, t("gesture.note"), [
            set("x", snap(x)),
            set("y", snap(y)),
            set("w", snap(width)),
            set("h", snap(height)),
          ])
        }
      />
      {isEditing ? (
        <NameField
          value={note.text}
          label={t("note.edit")}
          multiline
          onCommit={(value) => {
            if (value !== note.text) perform(workbench, t("gesture.note"), [set("text", value)]);
            close();
          }}
          onCancel={close}
        />
      ) : (
        <p className={styles.text}>{note.text}</p>
      )}
    </div>
  );
});
