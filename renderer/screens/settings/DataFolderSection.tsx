import { Button, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useText } from "../../text/useText.ts";
import { Loaded } from "../../ui/Loaded.tsx";
import { toBytes } from "../../ui/toBytes.ts";
import styles from "./SettingsScreen.module.css";
import type { SectionProps } from "./SettingsScreen.tsx";

/** Where everything lies, how much room it takes, and how one gets a copy of it. */
export function DataFolderSection({ port, notify }: SectionProps): ReactElement {
  const t = useText();
  const query = useQuery({ queryKey: ["data-folder"], queryFn: () => port.dataFolder() });
  const copy = (path: string): void => {
    navigator.clipboard.writeText(path).then(
      () => notify(t("settings.copied"), "info"),
      (reason: unknown) => notify(String(reason), "error"),
    );
  };
  return (
    <Loaded query={query}>
      {({ path, database, savedData, free }) => (
        <>
          <div className={styles.line}>
            <code>{path}</code>
            <Button size="xs" variant="default" onClick={() => copy(path)}>
              {t("settings.copy")}
            </Button>
          </div>
          <Table className={styles.form}>
            <Table.Tbody>
              {Object.entries({ database, savedData, free }).map(([key, bytes]) => (
                <Table.Tr key={key}>
                  <Table.Th scope="row">{t(`settings.folder.${key as "database" | "savedData" | "free"}`)}</Table.Th>
                  <Table.Td className={styles.number}>{toBytes(bytes)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <p className={styles.note}>{t("settings.folder.help")}</p>
        </>
      )}
    </Loaded>
  );
}
