import type { ReactElement } from "react";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { useText } from "../../../text/useText.ts";
import { HelpText } from "../../../ui/HelpText.tsx";
import styles from "./StepPanel.module.css";

/** What the author of the class says about it. */
export function StepHelp({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const help = step.manifest?.help;
  return (
    <div className={styles.body}>
      {help === undefined ? <p className={styles.quiet}>{t("panel.step.noHelp")}</p> : <HelpText text={help} />}
    </div>
  );
}
