import { Button, Table } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { PackDetails, PackMove } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { ErrorText } from "../../ui/ErrorText.tsx";
import { followLink } from "../../ui/followLink.ts";
import { toPlaceOfUse } from "./placeAddresses.ts";
import { refreshPacks } from "./refreshPacks.ts";
import styles from "./SyncPacksScreen.module.css";
import type { SyncPacksScreenProps } from "./SyncPacksScreen.tsx";

type KeepersProps = SyncPacksScreenProps & { pack: PackDetails };

/** The applications that keep another version than the one in use, and the way to move them to it. */
export function PackKeepers(props: KeepersProps): ReactElement | null {
  const { port, pack, mayDevelop, go, notify } = props;
  const { name, version } = pack;
  const t = useText();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [failures, setFailures] = useState<readonly string[]>([]);
  const query = useQuery({
    queryKey: ["syncpack", name, version, "keepers"],
    queryFn: () => port.listKeepers(name),
    // Something may have been published a moment ago.
    staleTime: 0,
  });
  const keepers = (query.data ?? []).filter((one) => one.version !== undefined && one.version !== version);
  if (keepers.length === 0) return null;
  const move = async (applications: readonly string[]): Promise<void> => {
    setBusy(true);
    try {
      const moves = await port.move(name, { version, applications });
      const stayed = moves.filter(({ problems }) => problems !== undefined);
      setFailures(stayed.map((one) => describe(one)));
      const count = moves.length - stayed.length;
      if (count > 0) notify(t("packs.kept.moved", { count, version }), "info");
    } catch (error) {
      setFailures([error instanceof Error ? error.message : String(error)]);
    }
    await refreshPacks(queries);
    setBusy(false);
  };
  const describe = ({ application, from = "", problems = [] }: PackMove): string =>
    [t("packs.kept.refused", { name: application, version: from }), ...problems.map((line) => `- ${line}`)].join("\n");
  return (
    <section className={styles.part} aria-labelledby="pack-keepers">
      <h2 id="pack-keepers">{t("packs.kept.title", { count: keepers.length })}</h2>
      <p className={styles.note}>{t("packs.kept.help", { version })}</p>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("packs.kept.application")}</Table.Th>
            <Table.Th>{t("packs.kept.keeps")}</Table.Th>
            {mayDevelop ? (
              <Table.Th className={styles.moves}>
                <Button
                  size="compact-sm"
                  loading={isBusy}
                  onClick={() => void move(keepers.map(({ application }) => application))}
                >
                  {t("packs.kept.moveAll", { version })}
                </Button>
              </Table.Th>
            ) : null}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keepers.map((one) => {
            const address = toPlaceOfUse({ by: "application", name: one.application });
            return (
              <Table.Tr key={one.application}>
                <Table.Td>
                  <a className={styles.plain} href={address} onClick={followLink(() => go(address))}>
                    {one.application}
                  </a>
                </Table.Td>
                <Table.Td>{one.version}</Table.Td>
                {mayDevelop ? (
                  <Table.Td className={styles.moves}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={isBusy}
                      aria-label={t("packs.kept.moveOne", { name: one.application, version })}
                      onClick={() => void move([one.application])}
                    >
                      {t("packs.kept.move", { version })}
                    </Button>
                  </Table.Td>
                ) : null}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {failures.map((text) => (
        <ErrorText key={text} text={text} />
      ))}
    </section>
  );
}
