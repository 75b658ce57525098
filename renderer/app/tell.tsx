import { ActionIcon } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import type { ReactElement } from "react";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./tell.module.css";

/** An error is read, and may be copied, ms. */
const errorMs = 12_000;

/** Shows a sentence at the bottom left; that of an error stays longer and can be copied. */
export function tell(message: string, kind: "info" | "error"): void {
  if (kind === "info") notifications.show({ message, color: "water" });
  else notifications.show({ message: <Failure message={message} />, color: "red", autoClose: errorMs });
}

/** What was thrown, as a sentence. */
export function tellError(error: unknown): void {
  tell(error instanceof Error ? error.message : String(error), "error");
}

function Failure({ message }: { message: string }): ReactElement {
  const t = useText();
  const { copy, copied } = useClipboard();
  const label = t(copied ? "settings.copied" : "app.copyDetails");
  return (
    <div className={styles.failure}>
      <span>{message}</span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={label}
        title={label}
        onClick={() => copy(message)}
      >
        <Icon name={copied ? "check" : "copy"} size={14} />
      </ActionIcon>
    </div>
  );
}
