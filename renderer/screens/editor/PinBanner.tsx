import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { getCommand, runCommand } from "../../commands/commands.ts";
import { useDocument, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./PinBanner.module.css";

/** Says that pins are active, so that no one takes pinned data for what a step really gives. */
export function PinBanner(): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const count = useDocument(({ flow }) => flow.steps.filter(({ pinned }) => pinned).length);
  if (count === 0) return null;
  return (
    <div className={styles.banner} data-covers role="status">
      <Icon name="pin" size={14} />
      <span>{t("pin.banner", { count })}</span>
      <Button size="compact-xs" variant="default" onClick={() => runCommand(workbench, getCommand("step.unpinAll"))}>
        {t("pin.all")}
      </Button>
    </div>
  );
}
