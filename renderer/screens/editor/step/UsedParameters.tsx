import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { isJsonObject, type JsonValue, ownValue } from "../../../../core/base/json.ts";
import type { StepRunRecord } from "../../../../core/model/RunRecord.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { useText } from "../../../text/useText.ts";
import { ReadFailure } from "../../../ui/ReadFailure.tsx";
import styles from "./StepLog.module.css";

interface UsedParametersProps {
  step: FlowStep;
  record: StepRunRecord;
}

/** What the parameters of a step were in a run, with all variables resolved: open where it failed, read when it is open. */
export function UsedParameters({ step, record }: UsedParametersProps): ReactElement | null {
  const t = useText();
  const { runId, id, attempts, finishedAt, error } = record;
  const { stepData } = useWorkbench();
  const [isOpen, setIsOpen] = useState(error !== undefined);
  const query = useQuery({
    queryKey: ["usedParameters", runId, id, attempts, finishedAt],
    queryFn: async () => (await stepData?.parameters({ run: runId, stepRun: id })) ?? {},
    enabled: isOpen,
    gcTime: 0,
    retry: false,
  });
  if (stepData === undefined) return null;
  const declared = new Map((step.manifest?.parameters ?? []).map((one) => [one.name, one]));
  // Code is never resolved: it is what stands in the form.
  const used = Object.entries(query.data ?? {}).filter(([name]) => declared.get(name)?.kind !== "code");
  return (
    <details open={isOpen} className={styles.used} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t("log.used")}</summary>
      {query.error === null ? null : (
        <ReadFailure
          reason={t("log.used.failed", { reason: query.error.message })}
          onRetry={() => void query.refetch()}
        />
      )}
      {isOpen && query.isPending ? <p>{t("log.used.loading")}</p> : null}
      {query.data !== undefined && used.length === 0 ? <p>{t("log.used.none")}</p> : null}
      <dl>
        {used.map(([name, value]) => (
          <div key={name}>
            <dt>{declared.get(name)?.title ?? name}</dt>
            <dd>{declared.get(name)?.kind === "secret" ? "•••" : toText(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** A text as such, anything else as JSON; of a text that was cut its beginning. */
function toText(value: JsonValue): string {
  if (typeof value === "string") return value;
  const more = isJsonObject(value) ? ownValue(value, "$more") : undefined;
  const start = isJsonObject(more) ? ownValue(more, "start") : undefined;
  return typeof start === "string" ? `${start}…` : JSON.stringify(value);
}
