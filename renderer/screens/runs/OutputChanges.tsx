import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { JsonValue } from "../../../core/base/json.ts";
import { jsonPath } from "../../../core/model/jsonPath.ts";
import type { ComparePort } from "../../state/ports/ComparePort.ts";
import type { DataChange } from "../../state/ports/StepDataPort.ts";
import { useText } from "../../text/useText.ts";
import styles from "./CompareScreen.module.css";
import type { StepPair } from "./pairSteps.ts";

const shownFirst = 5;
/** Longer values are cut. */
const longest = 120;

export interface OutputChangesProps {
  pair: StepPair;
  port: ComparePort;
  runs: readonly [string, string];
  /** Nothing more is compared. */
  isStopped: boolean;
}

/** Begins the keys of what compares the outputs of two runs. */
export const outputKey = (runs: readonly [string, string]) => ["compare-output", runs];

/** What a step saved differently in the second run: the first few places at once, the others on demand. */
export function OutputChanges({ pair, port, runs, isStopped }: OutputChangesProps): ReactElement {
  const t = useText();
  const { first, second } = pair;
  const isComparable = first?.data !== undefined && second?.data !== undefined;
  const { data, error } = useQuery({
    queryKey: [...outputKey(runs), second?.id],
    enabled: isComparable && !isStopped,
    queryFn: ({ signal }) => port.diff({ run: runs[1], stepRun: second?.id ?? "" }, { with: runs[0], signal }),
  });
  if (first?.data === undefined && second?.data === undefined)
    return <span className={styles.word}>{t("compare.none")}</span>;
  if (!isComparable) return <span>{t(second?.data === undefined ? "compare.onlyFirst" : "compare.onlySecond")}</span>;
  if (error !== null) return <span className={styles.error}>{error.message}</span>;
  if (data === undefined)
    return <span className={styles.word}>{t(isStopped ? "compare.stopped" : "places.loading")}</span>;
  const { found, next } = data;
  if (found.length === 0) return <span className={styles.word}>{t("compare.equal")}</span>;
  const rest = found.slice(shownFirst);
  return (
    <>
      <Changes changes={found.slice(0, shownFirst)} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{t("compare.more", { count: rest.length })}</summary>
          <Changes changes={rest} />
        </details>
      )}
      {next === undefined ? null : <span className={styles.word}>{t("compare.evenMore")}</span>}
    </>
  );
}

function Changes({ changes }: { changes: readonly DataChange[] }): ReactElement {
  const t = useText();
  return (
    <ul className={styles.changes}>
      {changes.map(({ path, kind, from, to }) => (
        <li key={jsonPath(path)}>
          <code>{jsonPath(path)}</code> {kind === "changed" ? null : <em>{t(`compare.${kind}`)}</em>}
          {kind === "added" ? null : <del>{show(from)}</del>}
          {kind === "removed" ? null : <ins>{show(to)}</ins>}
        </li>
      ))}
    </ul>
  );
}

function show(value: JsonValue | undefined): string {
  const text = JSON.stringify(value) ?? "";
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
