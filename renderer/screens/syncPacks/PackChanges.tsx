import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { PackDetails } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { comparePacks, type PackChange } from "./comparePacks.ts";
import styles from "./SyncPacksScreen.module.css";
import type { SyncPacksScreenProps } from "./SyncPacksScreen.tsx";

/** What an upgrade from the version in use brings and takes along. */
export function PackChanges(
  props: Pick<SyncPacksScreenProps, "port"> & { pack: PackDetails; before: string },
): ReactElement | null {
  const { port, pack, before } = props;
  const t = useText();
  const { data } = useQuery({
    queryKey: ["syncpack", pack.name, before],
    queryFn: async () => (await port.read(pack.name, before)) ?? null,
  });
  if (data === undefined || data === null) return null;
  const changes = comparePacks(data, pack);
  return (
    <section className={styles.part} aria-labelledby="pack-changes">
      <h2 id="pack-changes">{t("packs.changes", { version: before })}</h2>
      {changes.length === 0 ? <p className={styles.note}>{t("packs.changes.none")}</p> : <Changes changes={changes} />}
    </section>
  );
}

function Changes({ changes }: { changes: readonly PackChange[] }): ReactElement {
  const t = useText();
  const titleOf = (kind: PackChange["kind"]): string => {
    if (kind === "npm") return t("packs.npm");
    const isContent = kind === "steps" || kind === "applications" || kind === "configurations" || kind === "schedules";
    return isContent ? t(`packs.kind.${kind}`) : t(`packs.right.${kind}`);
  };
  const cell = (kind: PackChange["kind"], names: readonly string[]): string => {
    if (names.length > 0 && kind === "childProcesses") return t("packs.right.programs");
    return names.length > 0 && kind === "nativeCode" ? t("packs.right.native") : names.join(", ");
  };
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("packs.changes.what")}</Table.Th>
          <Table.Th className={styles.needs}>{t("packs.changes.added")}</Table.Th>
          <Table.Th>{t("packs.changes.removed")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ kind, added, removed }) => (
          <Table.Tr key={kind}>
            <Table.Td className={styles.right}>{titleOf(kind)}</Table.Td>
            <Table.Td className={styles.mono}>{cell(kind, added)}</Table.Td>
            <Table.Td className={styles.mono}>{cell(kind, removed)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
