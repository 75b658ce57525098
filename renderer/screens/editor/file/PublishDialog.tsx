import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { LongList } from "../../../ui/LongList.tsx";
import { ReadFailure } from "../../../ui/ReadFailure.tsx";
import styles from "./file.module.css";
import { MergeSteps } from "./MergeSteps.tsx";
import { PublishForm } from "./PublishForm.tsx";

/** Saving: what publishing would mean, what stands against it, and the way there. */
export function PublishDialog({ onClose }: { onClose(): void }): ReactElement {
  const t = useText();
  const { document, versions, name, session } = useWorkbench();
  const { data, error, refetch } = useQuery({
    queryKey: ["publishPreview", name],
    queryFn: async () => {
      await document.settled();
      return versions?.preview();
    },
    gcTime: 0,
    retry: false,
  });
  // Each state is a dialog of its own: the focus goes where it belongs when one follows the other.
  if (data === undefined) {
    return (
      <Dialog title={t("publish.title")} onClose={onClose}>
        {error === null ? <span className={styles.quiet}>{t("publish.looking")}</span> : null}
        {error === null ? null : (
          <ReadFailure reason={t("publish.failed", { reason: error.message })} onRetry={() => void refetch()} />
        )}
      </Dialog>
    );
  }
  if (data.needsMerge) return <MergeSteps onClose={onClose} onMerged={() => void refetch()} />;
  const errors = data.problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const showProblems = (): void => {
      onClose();
      session.set({ bottomPanel: true, bottomTab: "problems" });
    };
    return (
      <Dialog
        key="errors"
        title={t("publish.errors.title")}
        onClose={onClose}
        actions={
          <Button onClick={showProblems} data-autofocus>
            {t("publish.errors.show")}
          </Button>
        }
      >
        <span>{t("publish.errors.help", { count: errors.length })}</span>
        <LongList
          items={errors}
          keyOf={({ code, path }) => `${code} ${path}`}
          rowHeight={24}
          className={styles.problems}
        >
          {({ message }) => (
            <>
              <Icon name="circle-x" size={14} />
              <span>{message}</span>
            </>
          )}
        </LongList>
      </Dialog>
    );
  }
  if (data.changes === 0 && data.classes.length === 0) {
    return (
      <Dialog
        key="nothing"
        title={t("publish.title")}
        onClose={onClose}
        actions={
          <Button onClick={onClose} data-autofocus>
            {t("panel.close")}
          </Button>
        }
      >
        <span>{t("publish.nothing", { revision: data.published })}</span>
      </Dialog>
    );
  }
  return <PublishForm preview={data} onClose={onClose} />;
}
