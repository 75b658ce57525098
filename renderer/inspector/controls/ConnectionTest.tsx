import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactElement, useRef } from "react";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { WorkProgress } from "../../ui/WorkProgress.tsx";
import styles from "../Form.module.css";

/** Tries the connection that a step names, as its page does. Nothing for those who may only look. */
export function ConnectionTest({ name }: { name: string }): ReactElement | null {
  const t = useText();
  const { configurations, document } = useWorkbench();
  const testing = useRef<AbortController>(undefined);
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationFn: async () => {
      testing.current = new AbortController();
      return configurations?.test(name, testing.current.signal);
    },
  });
  if (configurations === undefined || document.readOnly !== undefined) return null;
  const stop = (): void => {
    testing.current?.abort();
    reset();
  };
  const answer = error === null ? data : { ok: false, message: error.message };
  return (
    <div className={styles.test}>
      {isPending ? (
        <WorkProgress title={t("configurations.testing")} onStop={stop} />
      ) : (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t("connection.test", { name })}
          onClick={() => mutate()}
        >
          {t("configurations.test")}
        </Button>
      )}
      {answer === undefined || isPending ? null : (
        <p role="status" data-ok={answer.ok}>
          {answer.ok ? t("configurations.test.works", { message: answer.message }) : answer.message}
        </p>
      )}
    </div>
  );
}
