import { Button, CopyButton } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { PackVersion } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorText } from "../../ui/ErrorText.tsx";
import { StateBadge } from "../../ui/StateBadge.tsx";
import { packLooks } from "./packLooks.ts";
import styles from "./SyncPacksScreen.module.css";

/** How far a version has come; behind a failure is its log. */
export function PackStageBadge({ pack }: { pack: PackVersion }): ReactElement {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { friendlyName, version, stage, problem } = pack;
  const badge = <StateBadge look={packLooks[stage]} word={t(`packs.stage.${stage}`)} />;
  if (problem === undefined) return badge;
  return (
    <>
      <button
        type="button"
        className={styles.failed}
        aria-label={t("packs.log.open", { name: friendlyName, version })}
        onClick={() => setOpen(true)}
      >
        {badge}
      </button>
      {isOpen ? (
        <Dialog
          title={t("packs.log", { name: `${friendlyName} ${version}` })}
          onClose={() => setOpen(false)}
          actions={
            <CopyButton value={problem}>
              {({ copy, copied }) => (
                <Button variant="default" onClick={copy}>
                  {t(copied ? "settings.copied" : "packs.log.copy")}
                </Button>
              )}
            </CopyButton>
          }
        >
          <ErrorText text={problem} />
        </Dialog>
      ) : null}
    </>
  );
}
