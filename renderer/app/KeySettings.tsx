import { type ReactElement, useMemo, useState } from "react";
import { KeyHelp, KeyTable } from "../canvas/KeyTable.tsx";
import { createKeyStore } from "../state/keys/createKeyStore.ts";
import type { KeyPort } from "../state/ports/KeyPort.ts";
import { browserStorage } from "./browser.ts";
import styles from "./KeySettings.module.css";

export interface KeySettingsProps {
  /** Keeps them for the user; undefined = only this browser does. */
  port: KeyPort | undefined;
  onError(error: unknown): void;
}

/** The keys of all commands, where no application is on screen. */
export function KeySettings({ port, onError }: KeySettingsProps): ReactElement {
  const keys = useMemo(() => createKeyStore({ storage: browserStorage, port, onError }), [port, onError]);
  const [changing, setChanging] = useState<string>();
  return (
    <div className={styles.keys}>
      <KeyTable keys={keys} heading="h2" changing={changing} onChanging={setChanging} />
      <div className={styles.help}>
        <KeyHelp keys={keys} />
      </div>
    </div>
  );
}
