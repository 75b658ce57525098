import { ActionIcon, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { RunRecord } from "../../../core/model/RunRecord.ts";
import { openRun } from "../../commands/openRun.ts";
import { useShownRun } from "../../commands/useShownRun.ts";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { RunBadge } from "../../ui/RunBadge.tsx";
import { toMoment } from "../../ui/toMoment.ts";
import styles from "./RunBar.module.css";

/** Chooses which of the last runs of the application the canvas shows. */
export function RunChoice(): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const { runs } = workbench;
  const shown = useShownRun();
  const [isOpen, setIsOpen] = useState(false);
  const { data, error } = useQuery({
    queryKey: ["recentRuns", "choice", shown?.id, shown?.state],
    queryFn: async () => (await runs?.recent()) ?? [],
    enabled: isOpen,
  });
  if (runs === undefined) return null;
  return (
    <Menu opened={isOpen} onChange={setIsOpen} width={320} position="bottom-start">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t("run.choose")} title={t("run.choose")}>
          <Icon name="chevron-down" size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={styles.runs ?? ""}>
        <Menu.Label>
          {error?.message ?? t(data === undefined ? "run.loading" : data.length === 0 ? "run.none" : "run.last")}
        </Menu.Label>
        {(data ?? []).map((run) => (
          <RunItem
            key={run.id}
            run={run}
            isShown={run.id === shown?.id}
            onShow={() => openRun(workbench, { run: run.id, application: run.appName })}
          />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function RunItem({ run, isShown, onShow }: { run: RunRecord; isShown: boolean; onShow: () => void }): ReactElement {
  const t = useText();
  return (
    <Menu.Item
      aria-current={isShown}
      leftSection={isShown ? <Icon name="check" size={12} /> : <span className="icon-gap" />}
      rightSection={<RunBadge run={run} />}
      onClick={onShow}
    >
      {toMoment(run.acceptedAt)} <span className={styles.trigger}>{t(`run.by.${run.triggeredBy.kind}`)}</span>
    </Menu.Item>
  );
}
