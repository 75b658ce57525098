import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { getCommand, runCommand } from "../../../commands/commands.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import styles from "./ReadOnlyBanner.module.css";

/** Says why what is on screen cannot be changed, and what one can do instead. */
export function ReadOnlyBanner(): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const { readOnly } = workbench.document;
  if (readOnly === undefined) return null;
  const run = (id: "file.restore" | "file.saveAs"): void => {
    runCommand(workbench, getCommand(id));
  };
  return (
    <section className={styles.banner} aria-label={t("readOnly.label")}>
      <Icon name="lock" size={14} />
      <span className={styles.words}>
        {readOnly.kind === "role" ? t("readOnly.role") : t("readOnly.revision", { revision: readOnly.revision })}
      </span>
      {readOnly.kind === "revision" ? (
        <>
          <Button size="compact-sm" variant="default" onClick={() => run("file.restore")}>
            {t("readOnly.restore")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => run("file.saveAs")}>
            {t("readOnly.copy")}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => workbench.places.open(workbench.name)}>
            {t("readOnly.back")}
          </Button>
        </>
      ) : null}
    </section>
  );
}
