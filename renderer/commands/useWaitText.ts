import type { StepRunRecord } from "../../core/model/RunRecord.ts";
import { toCountdown } from "../state/watch/toCountdown.ts";
import { useText } from "../text/useText.ts";
import { useNow } from "./useNow.ts";

/** What a step waits for and how long still, in a few words that count down; undefined = it waits for nothing. */
export function useWaitText(record: StepRunRecord | undefined): string | undefined {
  const t = useText();
  const until =
    record?.state === "RETRY" ? record.retryAt : record?.wait?.kind === "until" ? record.wait.until : undefined;
  const now = useNow(until !== undefined);
  if (record === undefined) return undefined;
  const time = until === undefined ? undefined : toCountdown(until, now);
  if (record.state === "RETRY") {
    const attempt = record.attempts + 1;
    return time === undefined ? t("wait.due", { attempt }) : t("wait.next", { attempt, time });
  }
  if (record.state !== "WAITING") return undefined;
  switch (record.wait?.kind) {
    case "until":
      return time === undefined ? t("wait.untilDue") : t("wait.until", { time });
    case "approval":
      return t("wait.decision");
    case "runs":
      return t("wait.runs", { count: record.wait.runs.length });
    default:
      return undefined;
  }
}
