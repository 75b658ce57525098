import { Badge, Button, Group, Table, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useDeferredValue, useState } from "react";
import { useText } from "../../text/useText.ts";
import { Message } from "../../ui/Message.tsx";
import styles from "./ApplicationsScreen.module.css";

/** An application in the list. */
export interface ApplicationRow {
  name: string;
  friendlyName: string;
  revision: number;
  hasDraft: boolean;
  steps: number;
  /** ms since the epoch. */
  updatedAt: number;
}

export interface ApplicationsScreenProps {
  list(): Promise<readonly ApplicationRow[]>;
  /** Resolves with the name of the new one. */
  create(): Promise<string>;
  open(name: string): void;
  onError(message: string): void;
  /** Asks for files to import; undefined = not available. */
  onImport: (() => void) | undefined;
}

/** All applications; a new one is one click away. */
export function ApplicationsScreen({ list, create, open, onError, onImport }: ApplicationsScreenProps): ReactElement {
  const t = useText();
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const { data, error, refetch } = useQuery({ queryKey: ["applications"], queryFn: list });
  const add = (): void => {
    create().then(open, (reason: Error) => onError(reason.message));
  };
  const button = <Button onClick={add}>{t("applications.new")}</Button>;
  if (error !== null) {
    return (
      <Message title={t("applications.failed")} details={error.message}>
        <Button onClick={() => void refetch()}>{t("document.retry")}</Button>
      </Message>
    );
  }
  if (data === undefined) return <Message title={t("applications.loading")} />;
  const found = data.filter(({ name, friendlyName }) => `${name} ${friendlyName}`.toLowerCase().includes(wanted));
  return (
    <main className={styles.screen}>
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t("applications.title")}
        </Title>
        <Group gap={8}>
          {onImport === undefined ? null : (
            <Button variant="default" onClick={onImport}>
              {t("applications.import")}
            </Button>
          )}
          {button}
        </Group>
      </Group>
      {data.length === 0 ? (
        <Message title={t("applications.none")}>{button}</Message>
      ) : (
        <>
          <TextInput
            type="search"
            aria-label={t("applications.search")}
            placeholder={t("applications.search")}
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
          <ApplicationTable rows={found} open={open} />
        </>
      )}
    </main>
  );
}

function ApplicationTable({ rows, open }: { rows: readonly ApplicationRow[]; open(name: string): void }): ReactElement {
  const t = useText();
  return (
    <Table highlightOnHover stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("applications.name")}</Table.Th>
          <Table.Th>{t("applications.state")}</Table.Th>
          <Table.Th className={styles.number}>{t("applications.steps")}</Table.Th>
          <Table.Th>{t("applications.updated")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ name, friendlyName, revision, hasDraft, steps, updatedAt }) => (
          <Table.Tr key={name}>
            <Table.Td>
              <a
                className={styles.link}
                href={`/applications/${encodeURIComponent(name)}`}
                onClick={(event) => {
                  // A new tab or window stays the business of the browser.
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  open(name);
                }}
              >
                {friendlyName || name}
              </a>
              {friendlyName !== "" && friendlyName !== name ? <span className={styles.name}>{name}</span> : null}
            </Table.Td>
            <Table.Td>
              <Group gap={4}>
                {revision > 0 ? <Badge variant="light">{t("applications.revision", { revision })}</Badge> : null}
                {hasDraft ? (
                  <Badge variant="light" color="yellow">
                    {t("applications.draft")}
                  </Badge>
                ) : null}
              </Group>
            </Table.Td>
            <Table.Td className={styles.number}>{steps}</Table.Td>
            <Table.Td>{new Date(updatedAt).toLocaleString()}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
