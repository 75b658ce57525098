import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { PackageSource, PackDetails } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { StateBadge } from "../../ui/StateBadge.tsx";
import { bringInPack, listWork, type PackProgress, type PackWork, type WorkState } from "./bringInPack.ts";
import { PackageChoices } from "./PackageChoices.tsx";
import { PackProblem } from "./PackProblem.tsx";
import { refreshPacks } from "./refreshPacks.ts";
import styles from "./SyncPacksScreen.module.css";
import type { SyncPacksScreenProps } from "./SyncPacksScreen.tsx";

const looks: Readonly<Record<WorkState, string>> = {
  waiting: "queued",
  running: "running",
  done: "success",
  failed: "failed",
};

/** What is left to do until a pack is in use, the buttons for it, and how far it is. */
export function PackWorks(props: SyncPacksScreenProps & { pack: PackDetails }): ReactElement {
  const { port, pack, isAdministrator } = props;
  const { stage } = pack;
  const t = useText();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<PackProgress>([]);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [source, setSource] = useState<PackageSource>({ tarballs: undefined, allowScripts: [] });
  const left = listWork(pack);
  const beside = left.includes("activate") ? (pack.trust?.dependencies.filter(({ external }) => external) ?? []) : [];
  const begin = async (works: readonly PackWork[]): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await bringInPack(port, { pack, source, works, tell: setProgress });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    await refreshPacks(queries);
    setBusy(false);
  };
  const again = stage === "failed" ? ("packs.again." as const) : ("packs." as const);
  return (
    <>
      {stage === "shipped" ? <p className={styles.note}>{t("packs.shipped")}</p> : null}
      {stage === "shipped" || stage === "installed" ? null : <p className={styles.next}>{t(`packs.next.${stage}`)}</p>}
      {left.length === 0 || isAdministrator ? null : <p className={styles.note}>{t("packs.onlyAdministrator")}</p>}
      {beside.length > 0 && isAdministrator ? (
        <PackageChoices packages={beside} source={source} onChange={setSource} />
      ) : null}
      {left.length > 0 && isAdministrator ? (
        <div className={styles.works}>
          {left.length > 1 ? (
            <Button loading={isBusy} onClick={() => void begin(left)}>
              {t(`${again}both`)}
            </Button>
          ) : null}
          {left.slice(0, 1).map((work) => (
            <Button
              key={work}
              variant={left.length > 1 ? "default" : "filled"}
              disabled={isBusy}
              onClick={() => void begin([work])}
            >
              {t(left.length > 1 ? `packs.${work}` : `${again}${work}`)}
            </Button>
          ))}
        </div>
      ) : null}
      {progress.length === 0 ? null : (
        <section className={styles.progress} aria-label={t("packs.progress")} aria-live="polite">
          {progress.map(({ work, state }) => (
            <div key={work}>
              <StateBadge look={looks[state]} word={t(`packs.progress.${state}`)} />
              <span>{t(`packs.progress.${work}`)}</span>
            </div>
          ))}
          {/* The host keeps the reason with the pack, unless it could not be asked. */}
          {failure === undefined || failure === pack.problem ? null : <PackProblem text={failure} />}
        </section>
      )}
    </>
  );
}
