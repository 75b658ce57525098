import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useCallback, useRef, useState } from "react";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import { includesRole, isRole } from "../../core/model/roles.ts";
import { pairSignatures } from "../screens/syncPacks/pairSignatures.ts";
import { toPackAddress } from "../screens/syncPacks/toPackAddress.ts";
import type { SyncPackPort } from "../state/ports/SyncPackPort.ts";
import { useText } from "../text/useText.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorText } from "../ui/ErrorText.tsx";
import { doWork } from "./doWork.tsx";
import { tell } from "./tell.tsx";

interface PackImporter {
  /** Asks for an archive. */
  choose(): void;
  /** Imports the archives among files, and gives the files that are something else. */
  take(files: readonly File[]): readonly File[];
  /** What asks for files, and the dialog that says why one was refused. */
  element: ReactElement;
}

interface Refusal {
  file: File;
  signature: string | undefined;
  reason: string;
  isReplaceable: boolean;
}

export interface PackImporterOptions {
  role: string;
  /** The one on screen: in the place of SyncPacks every file is taken for one. */
  address: string;
  go(address: string): void;
}

/** Imports of SyncPacks, chosen in their place or dropped anywhere; what was imported is shown, and nothing of it runs. */
export function usePackImporter(
  port: SyncPackPort | undefined,
  { role, address, go }: PackImporterOptions,
): PackImporter {
  const t = useText();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<Refusal>();
  const mayImport = !isRole(role) || includesRole(role, "administrator");
  const isHere = address.startsWith("/syncpacks");
  const upload = useCallback(
    async (file: File, { replace, signature }: { replace: boolean; signature: string | undefined }): Promise<void> => {
      if (port === undefined) return;
      setRefusal(undefined);
      try {
        const uploaded = await doWork(t("packs.importing", { name: file.name }), ({ signal }) =>
          port.upload(file, { replace, signature, signal }),
        );
        // The host may have had all of it.
        if (uploaded === undefined) return void queries.invalidateQueries({ queryKey: ["syncpacks"] });
        const { name, friendlyName, version } = uploaded;
        await queries.invalidateQueries({ queryKey: ["syncpacks"] });
        await queries.invalidateQueries({ queryKey: ["syncpack"] });
        go(toPackAddress({ name, version }));
        tell(t("packs.imported", { name: friendlyName, version }), "info");
      } catch (error) {
        const isReplaceable = isSluiceError(error, "already_exists") && error.details.isReplaceable === true;
        setRefusal({ file, signature, reason: error instanceof Error ? error.message : String(error), isReplaceable });
      }
    },
    [port, queries, go, t],
  );
  const give = useCallback(
    async (files: readonly File[]): Promise<void> => {
      if (!mayImport) {
        tell(t("packs.import.notAllowed"), "error");
        return;
      }
      for (const { archive, signature } of pairSignatures(files)) {
        await upload(archive, { replace: false, signature: await signature?.text() });
      }
    },
    [mayImport, upload, t],
  );
  const take = useCallback(
    (files: readonly File[]): readonly File[] => {
      if (port === undefined) return files;
      const isPack = ({ name }: File): boolean => isHere || /\.(?:tgz|tar\.gz|minisig)$/i.test(name);
      const packs = files.filter(isPack);
      if (packs.length > 0) void give(packs);
      return files.filter((file) => !isPack(file));
    },
    [port, isHere, give],
  );
  const element = (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".tgz,.gz,.minisig"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file can be chosen again.
          currentTarget.value = "";
          void give(files);
        }}
      />
      {refusal === undefined ? null : (
        <Dialog
          title={t("packs.import.failed", { name: refusal.file.name })}
          onClose={() => setRefusal(undefined)}
          actions={
            <>
              {refusal.isReplaceable ? (
                <Button variant="default" onClick={() => void upload(refusal.file, { ...refusal, replace: true })}>
                  {t("packs.import.replace")}
                </Button>
              ) : null}
              <Button onClick={() => setRefusal(undefined)}>{t("panel.close")}</Button>
            </>
          }
        >
          <ErrorText text={refusal.reason} />
        </Dialog>
      )}
    </>
  );
  return { choose: () => input.current?.click(), take, element };
}
