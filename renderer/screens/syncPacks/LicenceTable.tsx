import { Table } from "@mantine/core";
import type { ReactElement } from "react";
import type { PackDependency } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { Message } from "../../ui/Message.tsx";
import styles from "./SyncPacksScreen.module.css";

/** The npm packages in a SyncPack with their licences. */
export function LicenceTable({ dependencies }: { dependencies: readonly PackDependency[] }): ReactElement {
  const t = useText();
  if (dependencies.length === 0) return <Message title={t("packs.npm.none")} />;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("packs.npm")}</Table.Th>
          <Table.Th>{t("packs.version")}</Table.Th>
          <Table.Th>{t("packs.licence")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {dependencies.map(({ name, version, license }) => (
          <Table.Tr key={`${name} ${version}`}>
            <Table.Td className={styles.mono}>{name}</Table.Td>
            <Table.Td>{version}</Table.Td>
            <Table.Td>{license === "" ? t("packs.licence.none") : license}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
