import type { ReactElement } from "react";
import { useText } from "../text/useText.ts";
import { runLooks } from "./runLooks.ts";
import { StateBadge } from "./StateBadge.tsx";

export interface RunBadgeProps {
  run: { state: keyof typeof runLooks; warning: boolean };
  detail?: string;
}

/** The state of a run; yellow when it succeeded with warnings. */
export function RunBadge({ run, detail }: RunBadgeProps): ReactElement {
  const t = useText();
  const isWarned = run.state === "SUCCESS" && run.warning;
  const word = isWarned ? t("runs.state.warning") : t(`runs.state.${run.state}`);
  return <StateBadge look={isWarned ? "warning" : runLooks[run.state]} word={word} detail={detail} />;
}
