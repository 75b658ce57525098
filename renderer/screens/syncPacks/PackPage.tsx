import { Button, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { PackDetails, PackVersion } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { ErrorText } from "../../ui/ErrorText.tsx";
import { Loaded } from "../../ui/Loaded.tsx";
import { Message } from "../../ui/Message.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { findInUse } from "./choosePacks.ts";
import { LicenceTable } from "./LicenceTable.tsx";
import { PackChanges } from "./PackChanges.tsx";
import { PackContents } from "./PackContents.tsx";
import { PackKeepers } from "./PackKeepers.tsx";
import { PackLink } from "./PackLink.tsx";
import { PackStageBadge } from "./PackStageBadge.tsx";
import { PackWorks } from "./PackWorks.tsx";
import { RemovePack } from "./RemovePack.tsx";
import styles from "./SyncPacksScreen.module.css";
import type { SyncPacksScreenProps } from "./SyncPacksScreen.tsx";
import { TrustView } from "./TrustView.tsx";
import type { PackPlace } from "./toPackAddress.ts";

type PackPageProps = SyncPacksScreenProps & { place: PackPlace };

/** One version of a SyncPack: what it holds, what it needs, and what one can do with it. */
export function PackPage(props: PackPageProps): ReactElement {
  const { port, place, open } = props;
  const { name, version } = place;
  const t = useText();
  const query = useQuery({
    queryKey: ["syncpack", name, version],
    queryFn: async () => (await port.read(name, version)) ?? null,
  });
  const list = useQuery({ queryKey: ["syncpacks"], queryFn: () => port.list() });
  return (
    <Loaded query={query}>
      {(pack) =>
        pack === null ? (
          <Message title={t("packs.gone", { name: version === undefined ? name : `${name} ${version}` })}>
            <Button onClick={() => open(undefined)}>{t("packs.back")}</Button>
          </Message>
        ) : (
          <Loaded query={list}>
            {(packs) => <Pack {...props} pack={pack} versions={packs.filter((one) => one.name === name)} />}
          </Loaded>
        )
      }
    </Loaded>
  );
}

function Pack(props: PackPageProps & { pack: PackDetails; versions: readonly PackVersion[] }): ReactElement {
  const { pack, versions, isAdministrator, open } = props;
  const { name, friendlyName, version, author, description, stage, problem, trust } = pack;
  const t = useText();
  const [isLeaving, setLeaving] = useState(false);
  const other = findInUse(versions, name);
  const isUpgrade = other !== undefined && other.version !== version && trust !== undefined;
  const actions = (
    <>
      <Button variant="default" onClick={() => open(undefined)}>
        {t("packs.back")}
      </Button>
      {isAdministrator && stage !== "shipped" ? (
        <Button variant="default" color="red" onClick={() => setLeaving(true)}>
          {t("packs.remove")}
        </Button>
      ) : null}
    </>
  );
  return (
    <Screen title={friendlyName} actions={actions}>
      <div className={styles.facts}>
        <PackStageBadge pack={pack} />
        <span>{[name, version, author].filter((part) => part !== "").join(" · ")}</span>
        {versions.length > 1 ? <Versions {...{ versions, version, open }} /> : null}
      </div>
      {description === "" ? null : <p className={styles.description}>{description}</p>}
      {problem === undefined ? null : <ErrorText text={problem} />}
      <PackWorks {...props} />
      {other?.version === version && trust !== undefined ? <PackKeepers {...props} /> : null}
      <Tabs defaultValue={pack.isInstalled ? "contents" : "trust"} keepMounted={false}>
        <Tabs.List>
          {trust === undefined ? null : <Tabs.Tab value="trust">{t("packs.tabs.trust")}</Tabs.Tab>}
          <Tabs.Tab value="contents">{t("packs.tabs.contents")}</Tabs.Tab>
          {trust === undefined ? null : <Tabs.Tab value="licences">{t("packs.tabs.licences")}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="contents" className={styles.panel}>
          <PackContents {...props} inUse={other} />
        </Tabs.Panel>
        {trust === undefined ? null : (
          <>
            <Tabs.Panel value="trust" className={styles.panel}>
              {isUpgrade ? <PackChanges {...props} before={other.version} /> : null}
              <TrustView {...{ pack, trust, open }} />
            </Tabs.Panel>
            <Tabs.Panel value="licences" className={styles.panel}>
              <LicenceTable dependencies={trust.dependencies} />
            </Tabs.Panel>
          </>
        )}
      </Tabs>
      {isLeaving ? <RemovePack {...props} onClose={() => setLeaving(false)} onRemoved={() => open(undefined)} /> : null}
    </Screen>
  );
}

interface VersionsProps {
  versions: readonly PackVersion[];
  version: string;
  open(place: PackPlace): void;
}

function Versions({ versions, version, open }: VersionsProps): ReactElement {
  const t = useText();
  return (
    <nav className={styles.versions} aria-label={t("packs.versions")}>
      {versions.map((one) => (
        <PackLink
          key={one.version}
          place={{ name: one.name, version: one.version }}
          open={open}
          isPlain
          isCurrent={one.version === version}
        >
          {`${one.version} ${t(`packs.stage.${one.stage}`)}`}
        </PackLink>
      ))}
    </nav>
  );
}
