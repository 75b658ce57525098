import { Switch, Table } from "@mantine/core";
import type { ReactElement } from "react";
import type { ScheduleItem } from "../../state/ports/SchedulePort.ts";
import { useText } from "../../text/useText.ts";
import { followLink } from "../../ui/followLink.ts";
import { RowMenu } from "../../ui/RowMenu.tsx";
import { toMoment } from "../../ui/toMoment.ts";
import { Outcome } from "./Outcome.tsx";
import styles from "./SchedulesScreen.module.css";
import { useTimeWords } from "./useTimeWords.ts";

export interface ScheduleTableProps {
  schedules: readonly ScheduleItem[];
  mayChange: boolean;
  open(application: string, run?: string): void;
  edit(schedule: ScheduleItem): void;
  enable(id: string, enabled: boolean): void;
  remove(id: string): void;
  runNow(id: string): void;
}

export function ScheduleTable({ schedules, mayChange, open, enable, ...actions }: ScheduleTableProps): ReactElement {
  const t = useText();
  const words = useTimeWords();
  return (
    <Table highlightOnHover stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("schedules.enabled")}</Table.Th>
          <Table.Th>{t("schedules.name")}</Table.Th>
          <Table.Th>{t("runs.application")}</Table.Th>
          <Table.Th>{t("schedules.when")}</Table.Th>
          <Table.Th>{t("schedules.next")}</Table.Th>
          <Table.Th>{t("schedules.last")}</Table.Th>
          <Table.Th>
            <span className="visually-hidden">{t("places.actionsColumn")}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {schedules.map((schedule) => (
          <Table.Tr key={schedule.id}>
            <Table.Td>
              <Switch
                size="xs"
                aria-label={t("schedules.enable", { name: schedule.id })}
                checked={schedule.enabled}
                disabled={!mayChange}
                onChange={({ currentTarget }) => enable(schedule.id, currentTarget.checked)}
              />
            </Table.Td>
            <Table.Td className={styles.name}>{schedule.id}</Table.Td>
            <Table.Td>
              <a
                className={styles.link}
                href={`/applications/${encodeURIComponent(schedule.application)}`}
                onClick={followLink(() => open(schedule.application))}
              >
                {schedule.application}
              </a>
            </Table.Td>
            <Table.Td title={schedule.time.kind === "crontab" ? schedule.time.expression : undefined}>
              {words(schedule.time)}
            </Table.Td>
            <Table.Td title={schedule.nextTimes.map((at) => new Date(at).toLocaleString()).join("\n")}>
              {schedule.nextTimes[0] === undefined ? t("schedules.never") : toMoment(schedule.nextTimes[0])}
            </Table.Td>
            <Table.Td>
              {schedule.last === undefined ? null : (
                <Outcome
                  outcome={schedule.last.outcome}
                  at={schedule.last.at}
                  open={
                    schedule.last.run === undefined ? undefined : () => open(schedule.application, schedule.last?.run)
                  }
                />
              )}
            </Table.Td>
            <Table.Td className={styles.menu}>
              {mayChange ? <ScheduleMenu schedule={schedule} {...actions} /> : null}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type ScheduleMenuProps = Pick<ScheduleTableProps, "edit" | "remove" | "runNow"> & { schedule: ScheduleItem };

function ScheduleMenu({ schedule, edit, remove, runNow }: ScheduleMenuProps): ReactElement {
  const t = useText();
  return (
    <RowMenu
      name={schedule.id}
      actions={[
        { title: t("schedules.runNow"), act: () => runNow(schedule.id) },
        { title: t("places.edit"), act: () => edit(schedule) },
        { title: t("places.delete"), act: () => remove(schedule.id), isRed: true },
      ]}
    />
  );
}
