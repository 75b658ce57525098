import { ActionIcon } from "@mantine/core";
import type { ReactElement } from "react";
import { useDocument, useSession, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { ApplicationPanel } from "../../../inspector/application/ApplicationPanel.tsx";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { type StepTab, stepTabs } from "../../../state/session/SessionState.ts";
import { useText } from "../../../text/useText.ts";
import { draggedPath } from "../../../ui/draggedPath.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { PanelHead } from "../../../ui/PanelHead.tsx";
import { TabStrip } from "../../../ui/TabStrip.tsx";
import { StepCode } from "./StepCode.tsx";
import { StepHead } from "./StepHead.tsx";
import { StepHelp } from "./StepHelp.tsx";
import { StepInput } from "./StepInput.tsx";
import { StepLog } from "./StepLog.tsx";
import { StepOutput } from "./StepOutput.tsx";
import styles from "./StepPanel.module.css";
import { StepParameters } from "./StepParameters.tsx";
import { StepRetry } from "./StepRetry.tsx";
import { StepTest } from "./StepTest.tsx";
import { StepWires } from "./StepWires.tsx";

type StepPart = (props: { step: FlowStep }) => ReactElement;

/** What the panel can show of a step, in the order of its tabs. */
const tabs: Record<StepTab, StepPart> = {
  parameters: StepParameters,
  input: StepInput,
  output: StepOutput,
  test: StepTest,
  log: StepLog,
  retry: StepRetry,
  wires: StepWires,
  code: StepCode,
  help: StepHelp,
};

/** One step: what it is and how it is doing above, and below what one can see and change of it, by tabs. */
export function StepPanel(): ReactElement {
  const t = useText();
  const { session } = useWorkbench();
  const id = useSession((state) => state.openStep);
  const name = useDocument(({ flow }) => (id === undefined ? undefined : flow.byId.get(id)?.name));
  return (
    <aside className={styles.panel} aria-label={t("panel.step")}>
      <PanelHead title={name ?? t("panel.application")}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={t("panel.close")}
          onClick={() => session.set({ stepPanel: false })}
        >
          <Icon name="x" size={14} />
        </ActionIcon>
      </PanelHead>
      {id === undefined || name === undefined ? (
        <div className={styles.content}>
          <div className={styles.body}>
            <ApplicationPanel />
          </div>
        </div>
      ) : (
        <>
          <Shown key={`head ${id}`} id={id} part={StepHead} />
          <Tabs />
          <Content key={id} id={id} />
        </>
      )}
    </aside>
  );
}

function Tabs(): ReactElement {
  const t = useText();
  const { session } = useWorkbench();
  const open = useSession((state) => state.stepTab);
  return (
    <div className={styles.tabs}>
      <TabStrip
        label={t("panel.step.tabs")}
        tabs={stepTabs.map((tab) => ({ id: tab, title: t(`panel.step.tab.${tab}`) }))}
        open={open}
        onOpen={(stepTab) => session.set({ stepTab })}
        // A path is on its way from the data to a parameter, which is behind its tab.
        onDragOver={(tab, data) => {
          if (tab === "parameters" && draggedPath.isIn(data)) session.set({ stepTab: tab, parametersJson: false });
        }}
      />
    </div>
  );
}

function Content({ id }: { id: string }): ReactElement {
  const t = useText();
  const open = useSession((state) => state.stepTab);
  return (
    <div
      role="tabpanel"
      className={styles.content}
      aria-label={t(`panel.step.tab.${open}`)}
      // Nothing in the help takes the focus: keys scroll all of it.
      tabIndex={open === "help" ? 0 : undefined}
    >
      <Shown id={id} part={tabs[open]} />
    </div>
  );
}

/** A part of the panel with the step as it is now: what somebody types in it draws this anew and nothing around it. */
function Shown({ id, part: Part }: { id: string; part: StepPart }): ReactElement | null {
  const step = useDocument(({ flow }) => flow.byId.get(id));
  return step === undefined ? null : <Part step={step} />;
}
