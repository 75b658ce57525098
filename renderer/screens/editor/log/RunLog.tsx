import type { ReactElement } from "react";
import { useShownRun } from "../../../commands/useShownRun.ts";
import { useDocument } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { NoRun } from "../NoRun.tsx";
import { LogView } from "./LogView.tsx";

/** What all steps of the shown run logged. */
export function RunLog(): ReactElement {
  const t = useText();
  const run = useShownRun();
  const steps = useDocument(({ flow }) => flow.steps);
  if (run === undefined) return <NoRun purpose={t("log.purpose")} />;
  const isOver = run.state !== "PENDING" && run.state !== "STARTED";
  return <LogView key={run.id} run={run.id} isOver={isOver} steps={steps.map(({ name }) => name)} />;
}
