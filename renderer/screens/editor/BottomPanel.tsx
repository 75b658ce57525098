import { ActionIcon } from "@mantine/core";
import type { ReactElement } from "react";
import { useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { BottomTab } from "../../state/session/SessionState.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { TabStrip } from "../../ui/TabStrip.tsx";
import styles from "./BottomPanel.module.css";
import { Outline } from "./Outline.tsx";
import { Problems } from "./Problems.tsx";

const tabs: BottomTab[] = ["outline", "problems"];

/** The panel below the canvas: the steps as a table, and what is wrong. */
export function BottomPanel(): ReactElement {
  const t = useText();
  const { session } = useWorkbench();
  const open = useSession((state) => state.bottomTab);
  return (
    <section className={styles.panel} aria-label={t(`panel.${open}`)}>
      <div className={styles.head}>
        <TabStrip
          label={t("panel.bottom")}
          tabs={tabs.map((id) => ({ id, title: t(`panel.${id}`) }))}
          open={open}
          onOpen={(bottomTab) => session.set({ bottomTab })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={t("panel.close")}
          onClick={() => session.set({ bottomPanel: false })}
        >
          <Icon name="x" size={14} />
        </ActionIcon>
      </div>
      <div role="tabpanel" className={styles.body} aria-label={t(`panel.${open}`)}>
        {open === "outline" ? <Outline /> : <Problems />}
      </div>
    </section>
  );
}
