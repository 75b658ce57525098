import type { Node, NodeProps } from "@xyflow/react";
import { memo, type ReactElement } from "react";
import type { FlowGroup } from "../../state/flow/Flow.ts";
import { toPaletteColour } from "../../state/flow/palette.ts";
import styles from "./GroupFrame.module.css";
import { FoldButton, GroupTitle } from "./GroupTitle.tsx";

export type GroupNode = Node<{ group: FlowGroup }, "frame">;

/** The frame around the steps of a group. One takes hold of it at its title. */
export const GroupFrame = memo(function GroupFrame({ data, selected }: NodeProps<GroupNode>): ReactElement {
  const { group } = data;
  return (
    <div className={styles.group} data-selected={selected} data-colour={toPaletteColour(group.colour)}>
      <div className={`${styles.title} group-title`}>
        <FoldButton group={group} />
        <span className={styles.words}>
          <GroupTitle group={group} />
        </span>
      </div>
    </div>
  );
});
