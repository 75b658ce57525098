import { type KeyboardEvent, type ReactElement, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Command } from "../commands/Command.ts";
import { findKeyOwner, findKeyRefusal, isMac, keysOf, printKey, toKey } from "../commands/keys.ts";
import type { KeyStore } from "../state/keys/createKeyStore.ts";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./KeyList.module.css";

interface KeyFieldProps {
  command: Command;
  store: KeyStore;
  /** It waits for the key that the command is to have. */
  isChanging: boolean;
  onChanging: (isChanging: boolean) => void;
}

/** A command with its keys. A click asks for another one; one that another command has is taken when it is pressed again. */
export function KeyField({ command, store, isChanging, onChanging }: KeyFieldProps): ReactElement {
  const t = useText();
  const own = useStore(store.store);
  const [said, setSaid] = useState<string>();
  const asked = useRef<string>(undefined);
  const title = t(`command.${command.id}`);
  const keys = keysOf(command, own);
  const isOwn = own[command.id] !== undefined;
  const end = (): void => {
    asked.current = undefined;
    setSaid(undefined);
    onChanging(false);
  };
  const take = (key: string): void => {
    const owner = findKeyOwner(key, own, command.scope);
    const isTaken = owner !== undefined && owner.id !== command.id;
    const refusal = findKeyRefusal(key);
    const name = printKey(key, isMac());
    if (refusal !== undefined) setSaid(t(refusal, { key: name }));
    else if (isTaken && asked.current !== key) {
      asked.current = key;
      setSaid(t("keys.taken", { key: name, name: t(`command.${owner.id}`) }));
    } else {
      const rest = isTaken ? keysOf(owner, own).filter((one) => one !== key) : [];
      store.give(command.id, key, isTaken ? { id: owner.id, rest } : undefined);
      end();
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isChanging) return;
    if (event.key === "Tab") {
      end();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const key = toKey(event, isMac());
    if (event.key === "Escape") end();
    else if (key !== undefined) take(key);
  };
  const printed = keys.map((key) => printKey(key, isMac())).join(", ");
  return (
    <li className={styles.command} data-own={isOwn}>
      <span className={styles.name}>
        {title}
        {command.scope === "table" || command.scope === "code" ? (
          <span className={styles.where}>{t(`keys.in.${command.scope}`)}</span>
        ) : null}
      </span>
      <span className={styles.tools}>
        {keys.length === 0 || command.isNative ? null : (
          <Tool icon="x" label={t("keys.clear", { name: title })} onClick={() => store.clear(command.id)} />
        )}
        {isOwn ? (
          <Tool icon="undo-2" label={t("keys.reset", { name: title })} onClick={() => store.reset(command.id)} />
        ) : null}
      </span>
      <button
        type="button"
        className={styles.keys}
        disabled={command.isNative}
        aria-label={t("keys.change", {
          name: title,
          keys: printed || t("keys.none"),
        })}
        data-changing={isChanging}
        onClick={() => onChanging(true)}
        onKeyDown={onKeyDown}
        onBlur={() => isChanging && end()}
      >
        {isChanging ? <span className={styles.press}>{t("keys.press")}</span> : null}
        {isChanging || printed === "" ? null : <kbd>{printed}</kbd>}
        {isChanging || keys.length > 0 ? null : <span className={styles.none}>{t("keys.none")}</span>}
      </button>
      {said === undefined || !isChanging ? null : (
        <p className={styles.said} role="alert">
          {said}
        </p>
      )}
    </li>
  );
}

function Tool({ icon, label, onClick }: { icon: string; label: string; onClick: () => void }): ReactElement {
  return (
    <button type="button" className={styles.tool} aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} size={12} />
    </button>
  );
}
