import { ActionIcon } from "@mantine/core";
import type { ReactElement } from "react";
import { useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { BottomTab } from "../../state/session/SessionState.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { TabStrip } from "../../ui/TabStrip.tsx";
import styles from "./BottomPanel.module.css";
import { RunLog } from "./log/RunLog.tsx";
import { Outline } from "./Outline.tsx";
import { Problems } from "./Problems.tsx";
import { ReportTab } from "./report/ReportTab.tsx";
import { Timeline } from "./timeline/Timeline.tsx";
import { useProblems } from "./useProblems.ts";

/** What the panel can show, in the order of its tabs. */
const tabs: Record<BottomTab, () => ReactElement> = {
  outline: Outline,
  problems: Problems,
  log: RunLog,
  timeline: Timeline,
  report: ReportTab,
};

/** The panel below the canvas: the steps as a table, what is wrong, and of the run its log, its time and its report. */
export function BottomPanel(): ReactElement {
  const t = useText();
  const { session } = useWorkbench();
  const open = useSession((state) => state.bottomTab);
  const problems = useProblems()?.length;
  const Content = tabs[open];
  return (
    <section className={styles.panel} aria-label={t(`panel.${open}`)}>
      <div className={styles.head}>
        <TabStrip
          label={t("panel.bottom")}
          tabs={(Object.keys(tabs) as BottomTab[]).map((id) => ({
            id,
            title: t(`panel.${id}`),
            count: id === "problems" ? problems : undefined,
          }))}
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
        <Content />
      </div>
    </section>
  );
}
