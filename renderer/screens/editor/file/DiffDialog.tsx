import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { countDiff } from "../../../../core/model/diff/countDiff.ts";
import { goToStep } from "../../../commands/goToStep.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { Version } from "../../../state/ports/VersionPort.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ReadFailure } from "../../../ui/ReadFailure.tsx";
import { DiffList } from "./DiffList.tsx";
import styles from "./file.module.css";

/** What changed from one version to another; a step that is on screen is one click away. */
export function DiffDialog({ from, to, onClose }: { from: Version; to: Version; onClose(): void }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { document, versions, name } = workbench;
  const published = useDocument(({ history }) => history.published);
  const byId = useDocument(({ flow }) => flow.byId);
  const isNew = from === "published" && published === 0;
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ["diff", name, from, to],
    queryFn: async () => {
      await document.settled();
      return versions?.diff(from, to);
    },
    gcTime: 0,
    retry: false,
  });
  const nameOf = (version: Version): string => {
    if (version === "draft") return t("diff.draft");
    if (isNew) return t("diff.blank");
    return t("diff.revision", { revision: version === "published" ? published : version });
  };
  const go = (id: string): void => {
    if (!byId.has(id)) return;
    onClose();
    goToStep(workbench, id);
  };
  return (
    <Dialog title={t("diff.title", { from: nameOf(from), to: nameOf(to) })} width={760} onClose={onClose}>
      {isNew ? <span className={styles.quiet}>{t("diff.never")}</span> : null}
      {data === undefined ? null : (
        <>
          {countDiff(data) === 0 ? null : (
            <span className={styles.quiet}>{t("diff.count", { count: countDiff(data) })}</span>
          )}
          <DiffList diff={data} onGo={go} />
        </>
      )}
      {isLoading ? (
        <p className={styles.quiet} role="status">
          {t("diff.loading")}
        </p>
      ) : null}
      {error === null ? null : (
        <ReadFailure reason={t("diff.failed", { reason: error.message })} onRetry={() => void refetch()} />
      )}
    </Dialog>
  );
}
