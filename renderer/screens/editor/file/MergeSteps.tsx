import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { MergeChoice, MergeConflict } from "../../../../core/model/merge/MergeResult.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
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
  const work = useWork();
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
            <Button loading={work.isBusy} onClick={merge} data-autofocus>
              {t("merge.do")}
            </Button>
          ) : (
            <>
              <Button variant="default" onClick={() => choose("theirs")}>
                {t("merge.theirs")}
              </Button>
              <Button onClick={() => choose("mine")}>{t("merge.mine")}</Button>
            </>
          )}
        </>
      }
    >
      {conflict === undefined ? (
        <>
          <span>{conflicts.length === 0 ? t("merge.clean") : t("merge.result")}</span>
          {data.renamed.map(({ from, to }) => (
            <span key={from}>{t("merge.renamed", { from, to })}</span>
          ))}
          <DiffList diff={data.diff} />
        </>
      ) : (
        <Conflict conflict={conflict} number={at + 1} count={conflicts.length} chosen={choices[conflict.id]} />
      )}
      <ErrorAlert error={work.error ?? error?.message} />
    </Dialog>
  );
}

interface ConflictProps {
  conflict: MergeConflict;
  number: number;
  count: number;
  chosen: MergeChoice | undefined;
}

function Conflict({ conflict, number, count, chosen }: ConflictProps): ReactElement {
  const t = useText();
  const { of, name = "", path } = conflict;
  return (
    <>
      <span className={styles.quiet}>{t("merge.number", { number, count })}</span>
      <h3 className={styles.subject}>
        {t(`merge.of.${of}`, { name })}
        {path.length === 0 ? null : <code>{path.join(".")}</code>}
      </h3>
      <div className={styles.sides}>
        <Side title={t("merge.side.base")} value={conflict.base} />
        <Side title={t("merge.side.theirs")} value={conflict.theirs} isChosen={chosen === "theirs"} />
        <Side title={t("merge.side.mine")} value={conflict.mine} isChosen={chosen === "mine"} />
      </div>
    </>
  );
}

function Side({
  title,
  value,
  isChosen = false,
}: {
  title: string;
  value: MergeConflict["mine"];
  isChosen?: boolean;
}): ReactElement {
  return (
    <section aria-label={title} className={styles.sideBlock} data-chosen={isChosen}>
      <h4>{title}</h4>
      <ValueBlock value={value} />
    </section>
  );
}
