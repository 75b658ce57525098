import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useCallback, useState } from "react";
import type { PackageSource, PackDetails, PackWork } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { ErrorText } from "../../ui/ErrorText.tsx";
import { listWork } from "./listWork.ts";
import { PackageChoices } from "./PackageChoices.tsx";
import { PackRun } from "./PackRun.tsx";
import styles from "./SyncPacksScreen.module.css";
import type { SyncPacksScreenProps } from "./SyncPacksScreen.tsx";

/** What is left to do until a pack is in use, the buttons for it, and the run that does it. */
export function PackWorks(props: SyncPacksScreenProps & { pack: PackDetails }): ReactElement {
  const { port, watch, pack, isAdministrator } = props;
  const { name, version, stage } = pack;
  const t = useText();
  const [started, setStarted] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [source, setSource] = useState<PackageSource>({ tarballs: undefined, allowScripts: [] });
  const last = useLastRun(props);
  const run = started ?? last;
  const left = listWork(pack);
  const beside = left.includes("activate") ? (pack.trust?.dependencies.filter(({ external }) => external) ?? []) : [];
  const begin = async (works: readonly PackWork[]): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const id = await port.bringIn(name, { version, works, ...source });
      setStarted(id);
      if (id === undefined) setBusy(false);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  const onEnded = useCallback(() => setBusy(false), []);
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
      {failure === undefined ? null : <ErrorText text={failure} />}
      {run === undefined ? null : <PackRun key={run} {...{ watch, run, onEnded }} go={props.go} />}
    </>
  );
}

/** The run that is under way for a pack when it is opened, or the one that it failed with. */
function useLastRun({ watch, pack }: SyncPacksScreenProps & { pack: PackDetails }): string | undefined {
  const { name, version, stage } = pack;
  const { data } = useQuery({
    queryKey: ["syncpackRun", name, version],
    queryFn: async () => (await watch.newest(`syncpack:${name}@${version}`)) ?? null,
    enabled: stage !== "shipped",
  });
  if (data === undefined || data === null) return undefined;
  return data.finishedAt === undefined || stage === "failed" ? data.id : undefined;
}
