import type { ReactElement } from "react";
import { useText } from "../text/useText.ts";
import { StateBadge } from "./StateBadge.tsx";

const looks = {
  PENDING: "queued",
  STARTED: "running",
  SUCCESS: "success",
  FAILURE: "failed",
  REVOKED: "revoked",
} as const;

export interface RunBadgeProps {
  run: { state: keyof typeof looks; warning: boolean };
  detail?: string;
}

/** The state of a run; yellow when it succeeded with warnings. */
export function RunBadge({ run, detail }: RunBadgeProps): ReactElement {
  const t = useText();
  const isWarned = run.state === "SUCCESS" && run.warning;
  const word = isWarned ? t("runs.state.warning") : t(`runs.state.${run.state}`);
  return <StateBadge look={isWarned ? "warning" : looks[run.state]} word={word} detail={detail} />;
}
