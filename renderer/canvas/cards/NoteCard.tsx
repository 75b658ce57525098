import { type Node, type NodeProps, NodeResizer, useInternalNode } from "@xyflow/react";
import { memo, type ReactElement } from "react";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { perform } from "../../commands/perform.ts";
import { useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { cardHeight, cardWidth, snap } from "../../state/flow/cardSize.ts";
import type { FlowNote } from "../../state/flow/Flow.ts";
import { toPaletteColour } from "../../state/flow/palette.ts";
import type { Point } from "../../state/ports/CanvasPort.ts";
import { useText } from "../../text/useText.ts";
import { MarkdownText } from "../../ui/MarkdownText.tsx";
import { NameField } from "../../ui/NameField.tsx";
import styles from "./NoteCard.module.css";

export type NoteNode = Node<{ note: FlowNote }, "note">;

/** A note on the canvas: text that one can edit in its place, and a border that one can drag. */
export const NoteCard = memo(function NoteCard(props: NodeProps<NoteNode>): ReactElement {
  const { data, selected, positionAbsoluteX, positionAbsoluteY } = props;
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
    <>
      <Tie note={note} at={{ x: positionAbsoluteX, y: positionAbsoluteY }} />
      <div className={styles.note} data-selected={selected} data-colour={toPaletteColour(note.colour)}>
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
          <div className={`${styles.text} nowheel`}>
            <MarkdownText text={note.text} />
          </div>
        )}
      </div>
    </>
  );
});

/** The line from a note to the step it belongs to. */
function Tie({ note, at }: { note: FlowNote; at: Point }): ReactElement | null {
  const step = useInternalNode(note.step ?? "")?.internals.positionAbsolute;
  if (note.step === undefined || step === undefined) return null;
  return (
    <svg className={styles.tie} width="1" height="1" aria-hidden="true">
      <line
        x1={note.width / 2}
        y1={note.height / 2}
        x2={step.x - at.x + cardWidth / 2}
        y2={step.y - at.y + cardHeight / 2}
      />
    </svg>
  );
}
