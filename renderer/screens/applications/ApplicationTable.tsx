import { Badge, Group, Table } from "@mantine/core";
import type { ReactElement } from "react";
import type { RunRecord } from "../../../core/model/RunRecord.ts";
import { useText } from "../../text/useText.ts";
import { followLink } from "../../ui/followLink.ts";
import { RowMenu } from "../../ui/RowMenu.tsx";
import { RunBadge } from "../../ui/RunBadge.tsx";
import { toMoment } from "../../ui/toMoment.ts";
import styles from "./ApplicationsScreen.module.css";
import type { ApplicationRow } from "./ApplicationsScreen.tsx";

/** What one can do with a row; what is left out is not offered. */
export interface RowActions {
  run?: ((name: string) => void) | undefined;
  debug?: ((name: string) => void) | undefined;
  custom?: ((name: string) => void) | undefined;
  duplicate?: ((name: string) => void) | undefined;
  exportFile?: ((name: string) => void) | undefined;
  remove?: ((name: string) => void) | undefined;
}

export interface ApplicationTableProps {
  rows: readonly ApplicationRow[];
  /** The newest run of each, by name. */
  lastRuns: ReadonlyMap<string, RunRecord>;
  /** When each is due next by a schedule, ms since the epoch, by name. */
  nextTimes: ReadonlyMap<string, number>;
  open(name: string, run?: string): void;
  openConfiguration(name: string): void;
  actions: RowActions;
}

export function ApplicationTable(props: ApplicationTableProps): ReactElement {
  const { rows, lastRuns, nextTimes, open, openConfiguration, actions } = props;
  const t = useText();
  return (
    <Table highlightOnHover stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("applications.name")}</Table.Th>
          <Table.Th>{t("applications.state")}</Table.Th>
          <Table.Th>{t("applications.lastRun")}</Table.Th>
          <Table.Th>{t("applications.nextRun")}</Table.Th>
          <Table.Th>{t("applications.configuration")}</Table.Th>
          <Table.Th className={styles.number}>{t("applications.steps")}</Table.Th>
          <Table.Th>{t("applications.updated")}</Table.Th>
          <Table.Th>
            <span className="visually-hidden">{t("places.actionsColumn")}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => {
          const { name, friendlyName, revision, hasDraft, steps, configuration, updatedAt } = row;
          const last = lastRuns.get(name);
          const next = nextTimes.get(name);
          return (
            <Table.Tr key={name}>
              <Table.Td className={styles.cell}>
                <a
                  className={styles.link}
                  href={`/applications/${encodeURIComponent(name)}`}
                  onClick={followLink(() => open(name))}
                >
                  {friendlyName || name}
                </a>
                {friendlyName !== "" && friendlyName !== name ? <span className={styles.name}>{name}</span> : null}
              </Table.Td>
              <Table.Td>
                <Group gap={4}>
                  {revision > 0 ? <Badge variant="light">{t("applications.revision", { revision })}</Badge> : null}
                  {hasDraft ? (
                    <Badge className={styles.draft} variant="light">
                      {t("applications.draft")}
                    </Badge>
                  ) : null}
                </Group>
              </Table.Td>
              <Table.Td>
                {last === undefined ? null : (
                  <a
                    className={styles.run}
                    href={`/applications/${encodeURIComponent(name)}?run=${last.id}`}
                    onClick={followLink(() => open(name, last.id))}
                  >
                    <RunBadge run={last} detail={toMoment(last.acceptedAt)} />
                  </a>
                )}
              </Table.Td>
              <Table.Td>{next === undefined ? null : toMoment(next)}</Table.Td>
              <Table.Td>
                {configuration === "" ? null : (
                  <a
                    className={styles.run}
                    href={`/configurations/${encodeURIComponent(configuration)}`}
                    onClick={followLink(() => openConfiguration(configuration))}
                  >
                    {configuration}
                  </a>
                )}
              </Table.Td>
              <Table.Td className={styles.number}>{steps}</Table.Td>
              <Table.Td title={new Date(updatedAt).toLocaleString()}>{toMoment(updatedAt)}</Table.Td>
              <Table.Td className={styles.menu}>
                <ApplicationMenu row={row} actions={actions} />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

function ApplicationMenu({ row, actions }: { row: ApplicationRow; actions: RowActions }): ReactElement {
  const t = useText();
  const { run, debug, custom, duplicate, exportFile, remove } = actions;
  const on = (act: ((name: string) => void) | undefined) => (act === undefined ? undefined : () => act(row.name));
  return (
    <RowMenu
      name={row.friendlyName || row.name}
      actions={[
        { title: t("applications.runNow"), act: row.revision > 0 ? on(run) : undefined },
        { title: t("applications.debug"), act: row.revision > 0 ? on(debug) : undefined },
        { title: t("applications.custom"), act: on(custom) },
        { title: t("applications.duplicate"), act: on(duplicate) },
        { title: t("applications.export"), act: on(exportFile) },
        { title: t("places.delete"), act: on(remove), isRed: true },
      ]}
    />
  );
}
