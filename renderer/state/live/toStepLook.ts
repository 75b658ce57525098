import type { StepRunRecord } from "../../../core/model/RunRecord.ts";

/** How a step looks, one for each state of semantics that a person must tell apart. */
export type StepLook =
  | "idle"
  | "queued"
  | "running"
  | "retrying"
  | "waiting"
  | "success"
  | "warning"
  | "failed"
  | "skipped"
  | "revoked"
  | "disabled"
  | "pinned";

/** The look of a step, from its state in the shown run and from what the draft says. */
export function toStepLook(
  record: StepRunRecord | undefined,
  { disabled, pinned }: { disabled: boolean; pinned: boolean },
): StepLook {
  if (record === undefined) return disabled ? "disabled" : pinned ? "pinned" : "idle";
  switch (record.state) {
    case "PENDING":
      return "queued";
    case "STARTED":
      return "running";
    case "RETRY":
      return "retrying";
    case "WAITING":
      return "waiting";
    case "FAILURE":
      return "failed";
    case "SKIPPED":
      return "skipped";
    case "REVOKED":
      return "revoked";
    case "SUCCESS":
      if (record.disabled) return "disabled";
      if (record.pinned) return "pinned";
      return record.warning ? "warning" : "success";
  }
}

/** Which look stands for a group of steps: the one that needs attention most. */
export function worstLook(looks: Iterable<StepLook>): StepLook {
  let worst: StepLook = "idle";
  for (const look of looks) if (severity.indexOf(look) > severity.indexOf(worst)) worst = look;
  return worst;
}

const severity: StepLook[] = [
  "idle",
  "disabled",
  "pinned",
  "success",
  "skipped",
  "queued",
  "running",
  "waiting",
  "retrying",
  "revoked",
  "warning",
  "failed",
];
