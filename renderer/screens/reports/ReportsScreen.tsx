import { Button, Table, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactElement, useDeferredValue, useState } from "react";
import type { ReportListPort } from "../../state/ports/ReportListPort.ts";
import { useText } from "../../text/useText.ts";
import { followLink } from "../../ui/followLink.ts";
import { Message } from "../../ui/Message.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { shortId } from "../../ui/shortId.ts";
import { toMoment } from "../../ui/toMoment.ts";
import { toRunAddress } from "../../ui/toRunAddress.ts";
import { ReportPage } from "./ReportPage.tsx";
import styles from "./ReportsScreen.module.css";

export interface ReportsScreenProps {
  port: ReportListPort;
  mayDelete: boolean;
  /** The run whose report is open; undefined = the list. */
  shown: string | undefined;
  /** undefined = back to the list. */
  open(run: string | undefined): void;
  openRun(application: string, run: string): void;
  notify(message: string, kind: "info" | "error"): void;
}

/** The reports of all runs, newest first, and one of them. */
export function ReportsScreen(props: ReportsScreenProps): ReactElement {
  return props.shown === undefined ? <ReportList {...props} /> : <ReportPage {...props} run={props.shown} />;
}

function ReportList({ port, open, openRun }: ReportsScreenProps): ReactElement {
  const t = useText();
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery({
    queryKey: ["reports", wanted],
    queryFn: ({ pageParam }) => port.page(wanted, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const reports = data?.pages.flatMap((page) => page.reports);
  return (
    <Screen title={t("places.reports")}>
      <TextInput
        type="search"
        aria-label={t("runs.search")}
        placeholder={t("runs.search")}
        value={search}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
      />
      {error !== null ? (
        <Message title={t("places.failed")} details={error.message}>
          <Button onClick={() => void refetch()}>{t("document.retry")}</Button>
        </Message>
      ) : reports === undefined ? (
        <Message title={t("places.loading")} />
      ) : reports.length === 0 ? (
        <Message
          title={wanted === "" ? t("reports.none") : t("reports.noneFound")}
          {...(wanted === "" ? { help: t("reports.none.help") } : {})}
        />
      ) : (
        <>
          <Table highlightOnHover stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("reports.report")}</Table.Th>
                <Table.Th>{t("runs.id")}</Table.Th>
                <Table.Th className={styles.number}>{t("reports.rows")}</Table.Th>
                <Table.Th>{t("settings.made")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {reports.map(({ application, run, createdAt, rows }) => (
                <Table.Tr key={run}>
                  <Table.Td>
                    <a
                      className={styles.link}
                      href={`/reports/${encodeURIComponent(run)}`}
                      onClick={followLink(() => open(run))}
                    >
                      {application}
                    </a>
                  </Table.Td>
                  <Table.Td>
                    <a
                      className={styles.run}
                      href={toRunAddress({ appName: application, id: run })}
                      onClick={followLink(() => openRun(application, run))}
                    >
                      {shortId(run)}
                    </a>
                  </Table.Td>
                  <Table.Td className={styles.number}>{rows}</Table.Td>
                  <Table.Td>{toMoment(createdAt)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {hasNextPage ? (
            <Button variant="default" onClick={() => void fetchNextPage()}>
              {t("places.more")}
            </Button>
          ) : null}
        </>
      )}
    </Screen>
  );
}
