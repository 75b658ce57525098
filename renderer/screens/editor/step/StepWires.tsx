import { ActionIcon } from "@mantine/core";
import type { ReactElement } from "react";
import { goToStep } from "../../../commands/goToStep.ts";
import { perform } from "../../../commands/perform.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { disconnectOperation } from "../../../state/edits/edges.ts";
import type { FlowEdge, FlowStep } from "../../../state/flow/Flow.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { LongList } from "../../../ui/LongList.tsx";
import styles from "./StepPanel.module.css";

/** Where a step gets its data from and where it leads, as lists: the way to edges without a mouse. */
export function StepWires({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const edges = useDocument(({ flow }) => flow.edges);
  const incoming = edges.filter(({ to }) => to === step.id);
  const outgoing = edges.filter(({ from }) => from === step.id);
  return (
    <div className={styles.body}>
      <WireList title={t("panel.step.incoming")} none={t("panel.step.noIncoming")} edges={incoming} end="from" />
      <WireList title={t("panel.step.outgoing")} none={t("panel.step.noOutgoing")} edges={outgoing} end="to" />
    </div>
  );
}

interface WireListProps {
  title: string;
  none: string;
  edges: readonly FlowEdge[];
  end: "from" | "to";
}

function WireList({ title, none, edges, end }: WireListProps): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const byId = useDocument(({ flow }) => flow.byId);
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      {edges.length === 0 ? <p className={styles.quiet}>{none}</p> : null}
      <LongList items={edges} keyOf={({ id }) => id} rowHeight={28} className={styles.wires}>
        {(edge) => {
          const name = byId.get(edge[end])?.name ?? "";
          return (
            <>
              <button type="button" className={styles.link} onClick={() => goToStep(workbench, edge[end])}>
                {name}
              </button>
              {edge.kind === "success" ? null : (
                <span className={styles.kind} data-kind={edge.kind}>
                  {t(`edge.${edge.kind}`, { output: edge.output ?? "" })}
                </span>
              )}
              <ActionIcon
                variant="subtle"
                color="gray"
                size={24}
                aria-label={t("panel.step.disconnect", { name })}
                onClick={() => perform(workbench, t("gesture.disconnect"), [disconnectOperation(edge)])}
              >
                <Icon name="unplug" size={14} />
              </ActionIcon>
            </>
          );
        }}
      </LongList>
    </section>
  );
}
