import { Checkbox, Table } from "@mantine/core";
import type { ReactElement } from "react";
import type { RunRecord } from "../../../core/model/RunRecord.ts";
import { useText } from "../../text/useText.ts";
import { followLink } from "../../ui/followLink.ts";
import { Icon } from "../../ui/Icon.tsx";
import { RowMenu } from "../../ui/RowMenu.tsx";
import { RunBadge } from "../../ui/RunBadge.tsx";
import { shortId } from "../../ui/shortId.ts";
import { toDuration } from "../../ui/toDuration.ts";
import { toMoment } from "../../ui/toMoment.ts";
import { toRunAddress } from "../../ui/toRunAddress.ts";
import styles from "./RunsScreen.module.css";

export interface RunTableProps {
  runs: readonly RunRecord[];
  mayRun: boolean;
  /** Ids of those that are chosen to be compared. */
  chosen: readonly string[];
  choose(run: string, isChosen: boolean): void;
  open(application: string, run: string): void;
  replay(run: string): void;
  revoke(run: string): void;
  keep(run: string, kept: boolean): void;
}

export function RunTable({ runs, open, mayRun, chosen, choose, ...actions }: RunTableProps): ReactElement {
  const t = useText();
  return (
    <Table highlightOnHover stickyHeader className={styles.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={styles.chosen}>
            <span className="visually-hidden">{t("compare.choose")}</span>
          </Table.Th>
          <Table.Th>{t("runs.state")}</Table.Th>
          <Table.Th>{t("runs.application")}</Table.Th>
          <Table.Th>{t("runs.id")}</Table.Th>
          <Table.Th>{t("runs.trigger")}</Table.Th>
          <Table.Th>{t("runs.queue")}</Table.Th>
          <Table.Th>{t("runs.begin")}</Table.Th>
          <Table.Th className={styles.number}>{t("runs.duration")}</Table.Th>
          <Table.Th>
            <span className="visually-hidden">{t("places.actionsColumn")}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runs.map((run) => (
          <Table.Tr key={run.id}>
            <Table.Td className={styles.chosen}>
              <Checkbox
                size="xs"
                aria-label={t("compare.chooseRun", { run: shortId(run.id) })}
                checked={chosen.includes(run.id)}
                onChange={({ currentTarget }) => choose(run.id, currentTarget.checked)}
              />
            </Table.Td>
            <Table.Td>
              <RunBadge run={run} />
            </Table.Td>
            <Table.Td>
              <a className={styles.link} href={toRunAddress(run)} onClick={followLink(() => open(run.appName, run.id))}>
                {run.appName}
              </a>
            </Table.Td>
            <Table.Td className={styles.id} title={run.id}>
              {shortId(run.id)}
              {run.kept ? (
                <span title={t("runs.isKept")} className={styles.kept}>
                  <Icon name="pin" size={12} />
                  <span className="visually-hidden">{t("runs.isKept")}</span>
                </span>
              ) : null}
            </Table.Td>
            <Table.Td>{t(`runs.trigger.${run.triggeredBy.kind}`)}</Table.Td>
            <Table.Td>{run.queue}</Table.Td>
            <Table.Td title={new Date(run.acceptedAt).toLocaleString()}>{toMoment(run.acceptedAt)}</Table.Td>
            <Table.Td className={styles.number}>
              {run.finishedAt === undefined ? "" : toDuration(run.startedAt ?? run.finishedAt, run.finishedAt)}
            </Table.Td>
            <Table.Td className={styles.menu}>
              <RunMenu run={run} mayRun={mayRun} open={open} {...actions} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type RunMenuProps = Omit<RunTableProps, "runs" | "chosen" | "choose"> & { run: RunRecord };

function RunMenu({ run, mayRun, open, replay, revoke, keep }: RunMenuProps): ReactElement {
  const t = useText();
  const hasEnded = run.finishedAt !== undefined;
  return (
    <RowMenu
      name={shortId(run.id)}
      actions={[
        { title: t(run.appName.includes(":") ? "runs.openAlone" : "runs.open"), act: () => open(run.appName, run.id) },
        {
          title: t("runs.replay"),
          act: mayRun && !run.appName.startsWith("syncpack:") ? () => replay(run.id) : undefined,
        },
        { title: t("runs.revoke"), act: mayRun && !hasEnded ? () => revoke(run.id) : undefined },
        { title: t(run.kept ? "runs.release" : "runs.keep"), act: mayRun ? () => keep(run.id, !run.kept) : undefined },
      ]}
    />
  );
}
