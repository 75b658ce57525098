import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { JsonValue } from "../../../../core/base/json.ts";
import type { MergeChoice, MergeConflict } from "../../../../core/model/merge/MergeResult.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { trimEqual } from "../../../state/diff/trimEqual.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { DiffList } from "./DiffList.tsx";
import { ErrorAlert } from "./ErrorAlert.tsx";
import styles from "./file.module.css";
import { useWork } from "./useWork.ts";
import { ValueBlock } from "./ValueBlock.tsx";

/** Brings in what somebody else published: one conflict after the other, then what the draft becomes by it. */
export function MergeSteps({ onClose, onMerged }: { onClose(): void; onMerged(): void }): ReactElement {
  const t = useText();
  const { versions, name } = useWorkbench();
  const [choices, setChoices] = useState<Record<string, MergeChoice>>({});
  const [at, setAt] = useState(0);
  const { data, error } = useQuery({
    queryKey: ["merge", name, choices],
    queryFn: async () => versions?.merge({ choices, dryRun: true }),
    placeholderData: (previous) => previous,
    gcTime: 0,
    retry: false,
  });
  // Who stands behind it can be asked; the merge itself does not wait for their names.
  const { data: authors } = useQuery({
    queryKey: ["mergeAuthors", name, data?.base, data?.published],
    queryFn: async () => {
      const newer = (await versions?.list())?.filter(({ revision }) => revision > (data?.base ?? 0)) ?? [];
      return [...new Set(newer.map(({ author }) => author))].join(", ");
    },
    enabled: data !== undefined,
    gcTime: 0,
    retry: false,
  });
  const who = authors || t("merge.somebody");
  const work = useWork();
  // Each step brings other buttons: the main one has the focus, so that Enter goes on.
  const main = useRef<HTMLButtonElement>(null);
  const isThere = data !== undefined;
  useEffect(() => {
    if (isThere && at >= 0) main.current?.focus();
  }, [isThere, at]);
  const title = t("merge.title", { revision: data?.published ?? "" });
  if (data === undefined) {
    return (
      <Dialog title={title} onClose={onClose}>
        <ErrorAlert error={error?.message} />
      </Dialog>
    );
  }
  const { conflicts } = data;
  const conflict = conflicts[at];
  const isSame = conflicts.length > 0 && data.diff.logic.length === 0 && data.diff.layout.length === 0;
  const merge = (): void =>
    work.run(async () => {
      await versions?.merge({ choices, dryRun: false });
      onMerged();
    });
  const choose = (choice: MergeChoice): void => {
    if (conflict === undefined) return;
    setChoices({ ...choices, [conflict.id]: choice });
    setAt(at + 1);
  };
  return (
    <Dialog
      title={title}
      width={720}
      onClose={onClose}
      actions={
        <>
          {at === 0 ? null : (
            <Button variant="subtle" mr="auto" onClick={() => setAt(at - 1)}>
              {t("merge.back")}
            </Button>
          )}
          {conflict === undefined ? (
            <Button ref={main} loading={work.isBusy} onClick={merge} data-autofocus>
              {t("merge.do")}
            </Button>
          ) : (
            <>
              <Button variant="default" onClick={() => choose("theirs")}>
                {t("merge.theirs")}
              </Button>
              <Button ref={main} onClick={() => choose("mine")} data-autofocus>
                {t("merge.mine")}
              </Button>
            </>
          )}
        </>
      }
    >
      {conflict === undefined ? (
        <>
          <span>{conflicts.length === 0 ? t("merge.clean", { who }) : t(isSame ? "merge.same" : "merge.result")}</span>
          {data.renamed.map(({ from, to }) => (
            <span key={from}>{t("merge.renamed", { from, to })}</span>
          ))}
          {isSame ? null : <DiffList diff={data.diff} />}
        </>
      ) : (
        <Conflict
          conflict={conflict}
          number={at + 1}
          count={conflicts.length}
          who={who}
          chosen={choices[conflict.id]}
        />
      )}
      <ErrorAlert error={work.error ?? error?.message} />
    </Dialog>
  );
}

interface ConflictProps {
  conflict: MergeConflict;
  number: number;
  count: number;
  /** Who published what contradicts the draft. */
  who: string;
  chosen: MergeChoice | undefined;
}

function Conflict({ conflict, number, count, who, chosen }: ConflictProps): ReactElement {
  const t = useText();
  const { of, name = "", path } = conflict;
  const { base, theirs, mine } = shortened(conflict);
  return (
    <>
      <span className={styles.quiet}>{t("merge.number", { number, count, who })}</span>
      <h3 className={styles.subject}>
        {t(`merge.of.${of}`, { name })}
        {path.length === 0 ? null : <code>{path.join(".")}</code>}
      </h3>
      <div className={styles.sides}>
        <Side title={t("merge.side.base")} value={base} />
        <Side title={t("merge.side.theirs")} value={theirs} isChosen={chosen === "theirs"} />
        <Side title={t("merge.side.mine")} value={mine} isChosen={chosen === "mine"} />
      </div>
    </>
  );
}

/** What the sides have; of long texts only where they differ. */
function shortened({ base, theirs, mine }: MergeConflict): Record<"base" | "theirs" | "mine", JsonValue | undefined> {
  if (typeof base !== "string" || typeof theirs !== "string" || typeof mine !== "string") return { base, theirs, mine };
  const [before = "", other = "", own = ""] = trimEqual([base, theirs, mine]);
  return { base: before, theirs: other, mine: own };
}

function Side({
  title,
  value,
  isChosen = false,
}: {
  title: string;
  value: JsonValue | undefined;
  isChosen?: boolean;
}): ReactElement {
  return (
    <section aria-label={title} className={styles.sideBlock} data-chosen={isChosen}>
      <h4>{title}</h4>
      <ValueBlock value={value} />
    </section>
  );
}
