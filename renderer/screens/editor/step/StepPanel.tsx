import { ActionIcon } from "@mantine/core";
import type { ReactElement } from "react";
import { useDocument, useSession, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { ApplicationPanel } from "../../../inspector/application/ApplicationPanel.tsx";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import type { StepTab } from "../../../state/session/SessionState.ts";
import { useText } from "../../../text/useText.ts";
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

/** What the panel can show of a step, in the order of its tabs. */
const tabs: Record<StepTab, (props: { step: FlowStep }) => ReactElement> = {
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
  const open = useSession((state) => state.stepTab);
  const step = useDocument(({ flow }) => (id === undefined ? undefined : flow.byId.get(id)));
  const Content = tabs[open];
  return (
    <aside className={styles.panel} aria-label={t("panel.step")}>
      <PanelHead title={step?.name ?? t("panel.application")}>
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
      {step === undefined ? (
        <div className={styles.content}>
          <div className={styles.body}>
            <ApplicationPanel />
          </div>
        </div>
      ) : (
        <>
          <StepHead key={`head ${step.id}`} step={step} />
          <div className={styles.tabs}>
            <TabStrip
              label={t("panel.step.tabs")}
              tabs={(Object.keys(tabs) as StepTab[]).map((tab) => ({ id: tab, title: t(`panel.step.tab.${tab}`) }))}
              open={open}
              onOpen={(stepTab) => session.set({ stepTab })}
            />
          </div>
          <div role="tabpanel" className={styles.content} aria-label={t(`panel.step.tab.${open}`)}>
            <Content key={step.id} step={step} />
          </div>
        </>
      )}
    </aside>
  );
}
