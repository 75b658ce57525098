import { Table } from "@mantine/core";
import type { ReactElement } from "react";
import type { PackTrust } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { holdOf, listRights } from "./listRights.ts";
import styles from "./SyncPacksScreen.module.css";

/** Each right with what a pack says it needs of it, and whether anything holds it to that. */
export function RightsTable({ rights, enforced }: Pick<PackTrust, "rights" | "enforced">): ReactElement {
  const t = useText();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("packs.rights.right")}</Table.Th>
          <Table.Th className={styles.needs}>{t("packs.rights.needs")}</Table.Th>
          <Table.Th>{t("packs.rights.hold")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {listRights(rights).map(({ right, wanted }) => {
          const hold = holdOf(right, { rights, enforced });
          return (
            <Table.Tr key={right}>
              <Table.Td className={styles.right}>{t(`packs.right.${right}`)}</Table.Td>
              <Table.Td>
                {typeof wanted === "string" ? (
                  <strong>{t(`packs.right.${wanted}`)}</strong>
                ) : wanted.length === 0 ? (
                  <span className={styles.quiet}>{t("packs.right.none")}</span>
                ) : (
                  <span className={styles.mono}>{wanted.join(", ")}</span>
                )}
              </Table.Td>
              <Table.Td>
                <span className={styles.hold} data-hold={hold}>
                  <Icon name={hold === "enforced" || hold === "few" ? "shield" : "triangle-alert"} size={14} />
                  {t(`packs.hold.${hold}`)}
                </span>
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
