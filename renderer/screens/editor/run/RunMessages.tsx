import { ActionIcon } from "@mantine/core";
import type { ReactElement } from "react";
import { useStore } from "zustand";
import { goToStep } from "../../../commands/goToStep.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { RunMessage } from "../../../state/watch/createRunNews.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { StateBadge } from "../../../ui/StateBadge.tsx";
import { toDuration } from "../../../ui/toDuration.ts";
import { lookOfRun } from "../lookOfRun.ts";
import styles from "./RunMessages.module.css";

/** What happens in the run that goes on: its begin, each failure and warning, its end, and how many steps have ended. */
export function RunMessages(): ReactElement | null {
  const t = useText();
  const { news } = useWorkbench();
  const { messages, more, ended, steps } = useStore(news.store);
  if (messages.length === 0) return null;
  return (
    <section className={styles.messages} data-covers aria-label={t("news.title")}>
      <ActionIcon
        className={styles.close ?? ""}
        variant="subtle"
        color="gray"
        size={20}
        aria-label={t("news.close")}
        onClick={() => news.clear()}
      >
        <Icon name="x" size={12} />
      </ActionIcon>
      <div role="log" className={styles.list}>
        {messages.map((message) => (
          <div key={`${message.kind} ${message.id}`} className={styles.item}>
            <Message message={message} isOver={messages.at(-1)?.kind === "ended"} />
          </div>
        ))}
      </div>
      <p className={styles.count}>
        {t("news.ended", { count: steps, ended })}
        {more === 0 ? null : <span>{t("news.more", { count: more })}</span>}
      </p>
      <span className={styles.bar} aria-hidden="true">
        <span style={{ width: `${steps === 0 ? 0 : (100 * ended) / steps}%` }} />
      </span>
    </section>
  );
}

function Message({ message, isOver }: { message: RunMessage; isOver: boolean }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  if (message.kind === "started") return <StateBadge look={isOver ? "queued" : "running"} word={t("news.started")} />;
  if (message.kind === "ended") {
    const { state, warning, took } = message;
    const word = t(state === "SUCCESS" && warning ? "news.end.warning" : `news.end.${state}`);
    return <StateBadge look={lookOfRun({ state, warning })} word={word} detail={toDuration(0, took)} />;
  }
  const { kind, step, name, reason } = message;
  const open = (): void => {
    workbench.session.set({ stepTab: "log" });
    goToStep(workbench, step);
  };
  const word = t(`news.${kind}`, { name });
  return (
    <button type="button" className={styles.step} title={reason} onClick={open}>
      <StateBadge look={kind === "failed" ? "failed" : "warning"} word={word} />
      {reason === undefined ? null : <span className={styles.reason}>{reason}</span>}
    </button>
  );
}
