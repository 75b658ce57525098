import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import type { StepRunRecord } from "../../../../../core/model/RunRecord.ts";
import { runToSteps } from "../../../../commands/runCommands.ts";
import { useWorkbench } from "../../../../commands/WorkbenchContext.ts";
import type { FlowStep } from "../../../../state/flow/Flow.ts";
import { useText } from "../../../../text/useText.ts";
import { Icon } from "../../../../ui/Icon.tsx";
import styles from "./SavedData.module.css";

/** A step without data: why there is none, and the way to some. */
export function NoData({ step, record }: { step: FlowStep; record: StepRunRecord | undefined }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const isGoing = record !== undefined && record.finishedAt === undefined;
  const name = step.name;
  const reason = isGoing ? "data.none.going" : record?.state === "SUCCESS" ? "data.none.saved" : "data.none";
  return (
    <div className={styles.empty}>
      <p>{t(reason, { name })}</p>
      {isGoing || workbench.runs === undefined ? null : (
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="play" size={12} />}
          onClick={() => void runToSteps(workbench, [step.id])}
        >
          {t("data.runTo", { name })}
        </Button>
      )}
    </div>
  );
}
