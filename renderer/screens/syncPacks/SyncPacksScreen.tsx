import type { ReactElement } from "react";
import type { RunWatchPort } from "../../state/ports/RunWatchPort.ts";
import type { SyncPackPort } from "../../state/ports/SyncPackPort.ts";
import { FilePage } from "./FilePage.tsx";
import { PackList } from "./PackList.tsx";
import { PackPage } from "./PackPage.tsx";
import type { PackPlace } from "./toPackAddress.ts";

export interface SyncPacksScreenProps {
  port: SyncPackPort;
  watch: RunWatchPort;
  /** Whether whoever works here may import, activate, install and remove. */
  isAdministrator: boolean;
  /** Whether whoever works here may publish applications. */
  mayDevelop: boolean;
  /** The one that is open; undefined = the list. */
  shown: PackPlace | undefined;
  /** undefined = back to the list. */
  open(place: PackPlace | undefined): void;
  /** Another place of the program. */
  go(address: string): void;
  chooseImport(): void;
  notify(message: string, kind: "info" | "error"): void;
}

/** All SyncPacks, one version of one, or a file in it. */
export function SyncPacksScreen(props: SyncPacksScreenProps): ReactElement {
  const { shown } = props;
  if (shown === undefined) return <PackList {...props} />;
  const { name, version = "", file } = shown;
  if (file !== undefined) return <FilePage key={file} {...props} place={{ ...shown, file }} />;
  return <PackPage key={`${name} ${version}`} {...props} place={shown} />;
}
