import { Button, Table, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { ConfigurationListPort } from "../../state/ports/ConfigurationListPort.ts";
import { useText } from "../../text/useText.ts";
import { followLink } from "../../ui/followLink.ts";
import { Message } from "../../ui/Message.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { toMoment } from "../../ui/toMoment.ts";
import { ConfigurationPage } from "./ConfigurationPage.tsx";
import styles from "./ConfigurationsScreen.module.css";

export interface ConfigurationsScreenProps {
  port: ConfigurationListPort;
  mayChange: boolean;
  /** The one that is open; undefined = the list. */
  shown: string | undefined;
  /** undefined = back to the list. */
  open(name: string | undefined): void;
  openApplication(name: string): void;
  notify(message: string, kind: "info" | "error"): void;
}

/** All configurations, and one of them with its variables. */
export function ConfigurationsScreen(props: ConfigurationsScreenProps): ReactElement {
  return props.shown === undefined ? (
    <ConfigurationList {...props} />
  ) : (
    <ConfigurationPage {...props} name={props.shown} />
  );
}

function ConfigurationList({ port, mayChange, open, notify }: ConfigurationsScreenProps): ReactElement {
  const t = useText();
  const [name, setName] = useState("");
  const { data, error, refetch } = useQuery({ queryKey: ["configurations"], queryFn: () => port.list() });
  const create = (): void => {
    port.create(name.trim()).then(
      () => open(name.trim()),
      (reason: Error) => notify(reason.message, "error"),
    );
  };
  const add = mayChange ? (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
    >
      <TextInput
        aria-label={t("configurations.new.name")}
        placeholder={t("configurations.new.name")}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === ""}>
        {t("configurations.new")}
      </Button>
    </form>
  ) : null;
  return (
    <Screen title={t("places.configurations")} actions={add}>
      {error !== null ? (
        <Message title={t("places.failed")} details={error.message}>
          <Button onClick={() => void refetch()}>{t("document.retry")}</Button>
        </Message>
      ) : data === undefined ? (
        <Message title={t("places.loading")} />
      ) : data.length === 0 ? (
        <Message title={t("configurations.none")} help={t("configurations.none.help")} />
      ) : (
        <Table highlightOnHover stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("configurations.name")}</Table.Th>
              <Table.Th className={styles.number}>{t("configurations.variables")}</Table.Th>
              <Table.Th>{t("applications.updated")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map((one) => (
              <Table.Tr key={one.name}>
                <Table.Td>
                  <a
                    className={styles.link}
                    href={`/configurations/${encodeURIComponent(one.name)}`}
                    onClick={followLink(() => open(one.name))}
                  >
                    {one.friendlyName || one.name}
                  </a>
                  {one.friendlyName !== "" && one.friendlyName !== one.name ? (
                    <span className={styles.second}>{one.name}</span>
                  ) : null}
                </Table.Td>
                <Table.Td className={styles.number}>{one.variables}</Table.Td>
                <Table.Td>{toMoment(one.updatedAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Screen>
  );
}
