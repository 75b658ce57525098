import type { ReactElement } from "react";
import type { PackDetails, PackVersion } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { followLink } from "../../ui/followLink.ts";
import { PackLink } from "./PackLink.tsx";
import { addressOf, type ContentKind, toPlaceOfUse } from "./placeAddresses.ts";
import styles from "./SyncPacksScreen.module.css";
import type { SyncPacksScreenProps } from "./SyncPacksScreen.tsx";

const kinds: readonly ContentKind[] = ["steps", "applications", "configurations", "schedules"];

type ContentsProps = SyncPacksScreenProps & {
  pack: PackDetails;
  /** The version that new runs use. */
  inUse: PackVersion | undefined;
};

/** What a pack holds, each with a way to it, and what uses it. */
export function PackContents(props: ContentsProps): ReactElement {
  const { pack } = props;
  const t = useText();
  return (
    <>
      {kinds.map((kind) => (
        <section key={kind} className={styles.part} aria-labelledby={`pack-${kind}`}>
          <h2 id={`pack-${kind}`}>{t(`packs.kind.${kind}`)}</h2>
          {pack[kind].length === 0 ? (
            <p className={styles.note}>{t("packs.kind.none")}</p>
          ) : (
            <>
              <p className={styles.note}>{t(`packs.${kind}.help`)}</p>
              <ul className={styles.list}>
                {pack[kind].map((name) => (
                  <li key={name}>
                    <Content {...props} kind={kind} name={name} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      ))}
      {pack.trust === undefined ? null : <UsedBy {...props} />}
    </>
  );
}

/** What is in use is opened in its place; of another version there is only the file. */
function Content(props: ContentsProps & { kind: ContentKind; name: string }): ReactElement {
  const { pack, inUse, kind, name, open, go } = props;
  const { name: packName, version } = pack;
  if (inUse?.version === version) {
    const address = addressOf(kind, { name, pack: packName });
    return (
      <a className={styles.plain} href={address} onClick={followLink(() => go(address))}>
        {name}
      </a>
    );
  }
  const files: Partial<Record<ContentKind, string>> = {
    steps: `steps/${name}.ts`,
    applications: `apps/${name}.json`,
    configurations: `configs/${name}.json`,
  };
  return (
    <PackLink place={{ name: packName, version, file: files[kind] ?? "meta.json" }} open={open} isPlain>
      {name}
    </PackLink>
  );
}

function UsedBy({ pack, go }: ContentsProps): ReactElement {
  const t = useText();
  return (
    <section className={styles.part} aria-labelledby="pack-uses">
      <h2 id="pack-uses">{t("packs.usedBy")}</h2>
      {pack.usedBy.length === 0 ? (
        <p className={styles.note}>{t("packs.usedBy.none")}</p>
      ) : (
        <PackUses uses={pack.usedBy} go={go} />
      )}
    </section>
  );
}

/** What uses a pack, each with a way to it. */
export function PackUses({ uses, go }: { uses: PackDetails["usedBy"]; go(address: string): void }): ReactElement {
  const t = useText();
  return (
    <ul className={styles.list}>
      {uses.map((use) => (
        <li key={`${use.by} ${use.name}`}>
          {t(`packs.by.${use.by}`)}{" "}
          <a className={styles.plain} href={toPlaceOfUse(use)} onClick={followLink(() => go(toPlaceOfUse(use)))}>
            {use.name}
          </a>
        </li>
      ))}
    </ul>
  );
}
