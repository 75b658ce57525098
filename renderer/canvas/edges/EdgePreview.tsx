import { useQuery } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import type { StepRunRecord } from "../../../core/model/RunRecord.ts";
import { useStepRun } from "../../commands/useStepRun.ts";
import { useDocument, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { describeValue } from "../../state/data/describeValue.ts";
import type { FlowEdge } from "../../state/flow/Flow.ts";
import { readTraffic } from "../../state/watch/readTraffic.ts";
import { useText } from "../../text/useText.ts";
import { describeData } from "../../ui/describeSaved.ts";
import { toBytes } from "../../ui/toBytes.ts";
import styles from "./EdgePreview.module.css";

/** Items that are read and shown. */
const mostItems = 5;

/** An edge that the pointer rests on, and where, in pixels of the window. */
export interface HoveredEdge {
  edge: FlowEdge;
  x: number;
  y: number;
}

/** What went over an edge last: the head of the data of its producer in the shown run, or why there was none. */
export function EdgePreview({ edge, x, y }: HoveredEdge): ReactElement {
  const t = useText();
  const producer = useDocument(({ flow }) => flow.byId.get(edge.from)?.name ?? "");
  const consumer = useDocument(({ flow }) => flow.byId.get(edge.to)?.name ?? "");
  const traffic = readTraffic(edge, { from: useStepRun(edge.from), to: useStepRun(edge.to) });
  // Only what is handed over as output is pinned.
  const pin = useDocument(({ edit }) => (edge.kind === "error" ? undefined : edit.pins?.[edge.from]));
  const toLeft = x > window.innerWidth - 360;
  const place = toLeft ? { right: window.innerWidth - x + 12 } : { left: x + 12 };
  return (
    <div
      className={styles.preview}
      role="tooltip"
      style={{ ...place, top: Math.min(y + 12, window.innerHeight - 180) }}
    >
      <p className={styles.ends}>{t("edge.label", { from: producer, to: consumer, kind: kindOf(edge) })}</p>
      {pin !== undefined ? (
        <>
          <p className={styles.sum}>{t("edge.pinned", { name: producer })}</p>
          <Line>{describeValue(pin).text}</Line>
        </>
      ) : traffic.kind === "data" ? (
        <DataHead record={traffic.record} />
      ) : traffic.kind === "error" ? (
        <Line>
          <strong>{traffic.error.exception}</strong> {traffic.error.message}
        </Line>
      ) : traffic.kind === "notTaken" ? (
        <Line>{t(`edge.notTaken.${traffic.because}`, { name: producer })}</Line>
      ) : (
        <Line>{t(`edge.traffic.${traffic.kind}`, { name: producer })}</Line>
      )}
    </div>
  );

  function kindOf({ kind, output }: FlowEdge): string {
    return t(`edge.${kind}`, { output: output ?? "" });
  }
}

function Line({ children }: { children: ReactNode }): ReactElement {
  return <p className={styles.line}>{children}</p>;
}

function DataHead({ record }: { record: StepRunRecord & { data: NonNullable<StepRunRecord["data"]> } }): ReactElement {
  const t = useText();
  const { stepData } = useWorkbench();
  const place = { run: record.runId, stepRun: record.id };
  const { data: page, error } = useQuery({
    queryKey: ["edgeHead", record.id],
    queryFn: () => stepData.page(place, { path: [], from: 0, limit: mostItems }),
  });
  const what = describeData(record.data);
  const size = toBytes(record.data.bytes);
  return (
    <>
      <p className={styles.sum}>{what === size ? size : `${what}, ${size}`}</p>
      {error === null ? null : <Line>{t("data.failed", { reason: error.message })}</Line>}
      {page === undefined ? null : (
        <ul className={styles.items}>
          {page.kind === "value" && page.value !== undefined ? <li>{describeValue(page.value).text}</li> : null}
          {page.items.map(({ key, value }) => (
            <li key={key}>
              <span>{key}</span> {describeValue(value).text}
            </li>
          ))}
          {page.kind !== "value" && page.count > page.items.length ? (
            <li className={styles.more}>{t("wait.moreChildren", { count: page.count - page.items.length })}</li>
          ) : null}
        </ul>
      )}
    </>
  );
}
