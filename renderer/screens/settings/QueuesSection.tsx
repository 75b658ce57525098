import { NumberInput, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useText } from "../../text/useText.ts";
import { Loaded } from "../../ui/Loaded.tsx";
import styles from "./SettingsScreen.module.css";
import type { SectionProps } from "./SettingsScreen.tsx";

const every = 2_000;

/** The queues with what they do now, and the processes that run steps. */
export function QueuesSection({ port, isAdministrator, notify }: SectionProps): ReactElement {
  const t = useText();
  const queues = useQuery({ queryKey: ["queues"], queryFn: () => port.queues(), refetchInterval: every });
  const workers = useQuery({ queryKey: ["workers"], queryFn: () => port.workers(), refetchInterval: every });
  const resize = (name: string, capacity: number): void => {
    port.setQueue(name, capacity).then(
      () => void queues.refetch(),
      (reason: Error) => notify(reason.message, "error"),
    );
  };
  return (
    <>
      <Loaded query={queues}>
        {(list) => (
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("runs.queue")}</Table.Th>
                <Table.Th>{t("settings.capacity")}</Table.Th>
                <Table.Th className={styles.number}>{t("settings.running")}</Table.Th>
                <Table.Th className={styles.number}>{t("settings.waiting")}</Table.Th>
                <Table.Th className={styles.number}>{t("places.runs")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {list.map(({ name, capacity, running, depth, runs }) => (
                <Table.Tr key={name}>
                  <Table.Td className={styles.name}>{name}</Table.Td>
                  <Table.Td>
                    <NumberInput
                      key={capacity}
                      aria-label={t("settings.capacityOf", { name })}
                      className={styles.small}
                      min={0}
                      max={1_000}
                      defaultValue={capacity}
                      readOnly={!isAdministrator}
                      onBlur={({ currentTarget }) => {
                        const wanted = Number(currentTarget.value);
                        if (wanted !== capacity) resize(name, wanted);
                      }}
                    />
                  </Table.Td>
                  <Table.Td className={styles.number}>{running}</Table.Td>
                  <Table.Td className={styles.number}>{depth}</Table.Td>
                  <Table.Td className={styles.number}>{runs}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
      <h2 className={styles.heading}>{t("settings.workers")}</h2>
      <Loaded query={workers}>
        {({ workers: list, restarts }) => (
          <>
            <p className={styles.note}>{t("settings.restarts", { count: restarts })}</p>
            {list.length === 0 ? <p className={styles.note}>{t("settings.noWorkers")}</p> : null}
            <ul className={styles.list}>
              {list.map(({ pid, environment, state, task }) => (
                <li key={pid}>
                  <code>{pid}</code> {environment}: {t(`settings.worker.${state}`)}
                  {task === undefined ? "" : ` · ${task.application} · ${task.step}`}
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </>
  );
}
