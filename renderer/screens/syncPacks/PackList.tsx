import { Button, Checkbox, Table, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useDeferredValue, useState } from "react";
import type { PackVersion } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { Loaded } from "../../ui/Loaded.tsx";
import { Message } from "../../ui/Message.tsx";
import { type RowAction, RowMenu } from "../../ui/RowMenu.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { choosePacks, type PackRow } from "./choosePacks.ts";
import { KnownKeys } from "./KnownKeys.tsx";
import { PackLink } from "./PackLink.tsx";
import { PackStageBadge } from "./PackStageBadge.tsx";
import { RemovePack } from "./RemovePack.tsx";
import styles from "./SyncPacksScreen.module.css";
import type { SyncPacksScreenProps } from "./SyncPacksScreen.tsx";

/** Every SyncPack with its version and how far it has come. */
export function PackList(props: SyncPacksScreenProps): ReactElement {
  const { port, isAdministrator, chooseImport } = props;
  const t = useText();
  const [search, setSearch] = useState("");
  const [all, setAll] = useState(false);
  const [isKeysOpen, setKeysOpen] = useState(false);
  const [leaving, setLeaving] = useState<PackVersion>();
  const wanted = useDeferredValue(search);
  const query = useQuery({ queryKey: ["syncpacks"], queryFn: () => port.list() });
  const add = (
    <>
      <Button variant="default" onClick={() => setKeysOpen(true)}>
        {t("packs.keys")}
      </Button>
      {isAdministrator ? <Button onClick={chooseImport}>{t("packs.import")}</Button> : null}
    </>
  );
  return (
    <Screen title={t("places.syncPacks")} actions={add}>
      <p className={styles.note}>{t(isAdministrator ? "packs.drop" : "packs.onlyAdministrator")}</p>
      <div className={styles.filters}>
        <TextInput
          className={styles.search}
          type="search"
          aria-label={t("packs.search")}
          placeholder={t("packs.search")}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <Checkbox
          label={t("packs.all")}
          checked={all}
          onChange={({ currentTarget }) => setAll(currentTarget.checked)}
        />
      </div>
      <Loaded query={query}>
        {(packs) => {
          const rows = choosePacks(packs, { search: wanted, all });
          if (rows.length === 0) return <Message title={t("packs.none")} />;
          return <PackTable {...props} rows={rows} remove={setLeaving} />;
        }}
      </Loaded>
      {isKeysOpen ? <KnownKeys {...props} onClose={() => setKeysOpen(false)} /> : null}
      {leaving === undefined ? null : (
        <RemovePack
          {...props}
          pack={leaving}
          onClose={() => setLeaving(undefined)}
          onRemoved={() => setLeaving(undefined)}
        />
      )}
    </Screen>
  );
}

type TableProps = SyncPacksScreenProps & { rows: readonly PackRow[]; remove(pack: PackVersion): void };

function PackTable({ rows, isAdministrator, open, remove }: TableProps): ReactElement {
  const t = useText();
  const actionsOf = (pack: PackVersion): RowAction[] => [
    { title: t("packs.review"), act: () => open({ name: pack.name, version: pack.version }) },
    {
      title: t("packs.remove"),
      act: isAdministrator && pack.stage !== "shipped" ? () => remove(pack) : undefined,
      isRed: true,
    },
  ];
  return (
    <Table highlightOnHover stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("packs.pack")}</Table.Th>
          <Table.Th>{t("packs.version")}</Table.Th>
          <Table.Th>{t("packs.stage")}</Table.Th>
          <Table.Th>{t("packs.purpose")}</Table.Th>
          <Table.Th>
            <span className="visually-hidden">{t("places.actionsColumn")}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ pack, newer }) => (
          <Table.Tr key={`${pack.name} ${pack.version}`}>
            <Table.Td className={styles.name}>
              <PackLink place={{ name: pack.name, version: pack.version }} open={open}>
                {pack.friendlyName}
              </PackLink>
              {pack.friendlyName === pack.name ? null : <span className={styles.second}>{pack.name}</span>}
            </Table.Td>
            <Table.Td className={styles.version}>
              {pack.version}
              {newer === undefined ? null : (
                <PackLink place={{ name: newer.name, version: newer.version }} open={open} isPlain>
                  {t("packs.newer", { version: newer.version })}
                </PackLink>
              )}
            </Table.Td>
            <Table.Td>
              <PackStageBadge pack={pack} />
            </Table.Td>
            <Table.Td className={styles.purpose} title={pack.summary}>
              {pack.summary}
            </Table.Td>
            <Table.Td className={styles.menu}>
              <RowMenu name={`${pack.friendlyName} ${pack.version}`} actions={actionsOf(pack)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
