import { Alert, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useRef, useState } from "react";
import type { ImportBundle, ImportChoice, ImportRow, TransferPort } from "../../state/ports/TransferPort.ts";
import type { Count } from "../../state/ports/WorkPort.ts";
import type { FileRefusal } from "../../state/transfer/readBundle.ts";
import { type ChecklistItem, isHere, toChecklist } from "../../state/transfer/toChecklist.ts";
import { useText } from "../../text/useText.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { WorkProgress } from "../../ui/WorkProgress.tsx";
import styles from "./ImportDialog.module.css";
import { ImportResult } from "./ImportResult.tsx";
import { ImportTable } from "./ImportTable.tsx";

export interface ImportDialogProps {
  bundle: ImportBundle;
  /** Files that hold nothing that can be taken in. */
  refused: readonly FileRefusal[];
  port: TransferPort;
  onClose(): void;
  /** Something came in. */
  onDone(rows: readonly ImportRow[]): void;
  /** Asks for more files; `then` is called when some were chosen. */
  chooseFiles(then: (given: { bundle: ImportBundle; refused: readonly FileRefusal[] }) => void): void;
  /** Shows an application that came in; `changes`: with what changes in it. */
  onOpen(name: string, to: { changes: boolean }): void;
}

/** An import: first what it would do, with a choice for each item, then what it did and what is left to fill in. */
export function ImportDialog({
  bundle,
  refused,
  port,
  onClose,
  onDone,
  chooseFiles,
  onOpen,
}: ImportDialogProps): ReactElement {
  const t = useText();
  const [choices, setChoices] = useState<ImportChoice[]>([]);
  const [done, setDone] = useState<readonly ImportRow[]>();
  const [failure, setFailure] = useState<string>();
  const [far, setFar] = useState<Count>();
  const [isStopped, setStopped] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const taking = useRef<AbortController>(undefined);
  const isEmpty = isEmptyBundle(bundle);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["import", bundle, choices],
    queryFn: ({ signal }) => {
      setFar(undefined);
      return port.import(bundle, { choices, dryRun: true, signal, onProgress: setFar });
    },
    // The bundle is another object for each import, and may be large.
    queryKeyHashFn: () => `import ${JSON.stringify(choices)}`,
    placeholderData: (previous) => previous,
    enabled: !isEmpty && done === undefined,
    gcTime: 0,
    retry: false,
  });
  const run = (): void => {
    const control = new AbortController();
    taking.current = control;
    setBusy(true);
    setFar(undefined);
    setStopped(false);
    setFailure(undefined);
    port
      .import(bundle, { choices, dryRun: false, signal: control.signal, onProgress: setFar })
      .then(
        (rows) => {
          setDone(rows);
          onDone(rows);
        },
        (reason: Error) => {
          if (!control.signal.aborted) return setFailure(reason.message);
          setStopped(true);
          onDone(data ?? []);
          // What came in before is seen there.
          void refetch();
        },
      )
      .finally(() => setBusy(false));
  };
  /** Whoever leaves while something comes in stops that first, and sees what it left. */
  const leave = (): void => (isBusy ? taking.current?.abort() : onClose());
  const takeMore = (item: ChecklistItem & { kind: "file" }): void =>
    chooseFiles(({ bundle: more }) => {
      const take = async (): Promise<void> => {
        const rows = isEmptyBundle(more) ? [] : await port.import(more, { choices: [], dryRun: false });
        setDone((before = []) => [...before, ...rows]);
        onDone(rows);
        const came = rows.some((row) => isHere(row) && row.kind === item.of && row.name === item.name);
        const about = { kind: t(`import.kind.${item.of}`), name: item.name };
        setFailure(came ? undefined : t("import.left.notIn", about));
      };
      void take().catch((reason: Error) => setFailure(reason.message));
    });
  const comes = data?.some(({ action }) => ["create", "overwrite", "rename"].includes(action)) === true;
  const application = done?.find((row) => row.kind === "application" && isHere(row));
  return (
    <Dialog
      onClose={leave}
      title={done === undefined ? t("import.title") : t("import.done")}
      width={760}
      actions={
        <>
          <Button variant="default" onClick={leave}>
            {t(done !== undefined ? "panel.close" : isBusy ? "work.stop" : "dialog.cancel")}
          </Button>
          {done !== undefined ||
          data === undefined ||
          comes ||
          isFetching ||
          toChecklist(data, new Set()).length === 0 ? null : (
            <Button variant="default" onClick={() => setDone(data)}>
              {t("import.left.show")}
            </Button>
          )}
          {done === undefined ? (
            <Button loading={isBusy} disabled={!comes || isFetching} onClick={run} data-autofocus>
              {t("import.do")}
            </Button>
          ) : null}
          {application === undefined ? null : (
            <Button onClick={() => onOpen(application.name, { changes: application.action === "overwrite" })}>
              {t(application.action === "overwrite" ? "import.changes" : "import.open", { name: application.name })}
            </Button>
          )}
        </>
      }
    >
      {refused.map((refusal) => (
        <Alert key={refusal.file} color="red">
          {t(`import.file.${refusal.reason}`, { ...refusal })}
        </Alert>
      ))}
      {error === null && (failure === undefined || done !== undefined) ? null : (
        <Alert color="red" role="alert">
          {failure ?? error?.message}
        </Alert>
      )}
      {done === undefined ? null : (
        <ImportResult
          rows={done}
          failure={failure}
          fill={(filling) => port.fill(filling)}
          chooseFile={takeMore}
          open={onOpen}
        />
      )}
      {isStopped ? <Alert color="yellow">{t("import.stopped")}</Alert> : null}
      {isBusy || (isFetching && (data === undefined || far !== undefined)) ? (
        <WorkProgress title={t(isBusy ? "import.taking" : "import.checking")} far={far} />
      ) : null}
      {done === undefined && data !== undefined ? (
        <>
          {isBusy || isStopped ? null : <span className={styles.quiet}>{t("import.help")}</span>}
          <ImportTable rows={data} choices={choices} onChange={setChoices} />
        </>
      ) : null}
    </Dialog>
  );
}

function isEmptyBundle({ archive, applications, configurations, stepClasses }: ImportBundle): boolean {
  return archive === undefined && applications.length + configurations.length + stepClasses.length === 0;
}
