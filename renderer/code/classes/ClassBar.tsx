import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useClasses, useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { ClassState, ClassStore } from "../../state/code/createClassStore.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./ClassCode.module.css";
import { CopyClass } from "./CopyClass.tsx";
import { publishClass } from "./publishClass.ts";

interface ClassBarProps {
  file: string;
  syncpack: string | undefined;
  step: string | undefined;
  isWide: boolean;
  code: ClassStore;
  state: ClassState;
  showsVersions: boolean;
  onVersions: () => void;
}

/** Above the code: whether it is saved, and what one can do with it. */
export function ClassBar(props: ClassBarProps): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { file, syncpack, step, isWide, code, state, showsVersions, onVersions } = props;
  const [isCopying, setCopying] = useState(false);
  const isOwn = state.text?.isOwn === true;
  const { packNames } = useClasses();
  const owner = state.text?.owner ?? "";
  const pack = packNames.get(state.text?.manifest?.syncpack ?? "");
  const widen = (): void => workbench.session.set({ codePane: { file, syncpack, step } });
  return (
    <div className={styles.bar}>
      {isOwn ? (
        <SavingState state={state} />
      ) : (
        <span className={styles.owner} title={t("code.readOnly", { owner })}>
          {t("code.readOnly", { owner: pack ?? owner })}
        </span>
      )}
      {isOwn ? (
        <OwnActions
          {...{ state, showsVersions, onVersions }}
          onPublish={() => void publishClass(workbench, { name: file, code })}
          onDiscard={() => void code.discard().catch((error: unknown) => workbench.notify(String(error), "error"))}
        />
      ) : (
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<Icon name="copy" size={12} />}
          onClick={() => setCopying(true)}
        >
          {t("code.copy")}
        </Button>
      )}
      {isWide ? null : <IconAction icon="maximize-2" label={t("code.widen")} onClick={widen} />}
      {isCopying ? <CopyClass {...{ file, syncpack, step }} onClose={() => setCopying(false)} /> : null}
    </div>
  );
}

function SavingState({ state: { saving, isDraft } }: { state: ClassState }): ReactElement {
  const t = useText();
  const word = saving === "saved" ? (isDraft ? "code.draftSaved" : "code.noDraft") : (`code.${saving}` as const);
  return (
    <span className={styles.state} role="status">
      <span className={styles.dot} data-saving={saving} data-draft={isDraft} />
      {t(word)}
    </span>
  );
}

interface OwnActionsProps {
  state: ClassState;
  showsVersions: boolean;
  onVersions: () => void;
  onPublish: () => void;
  onDiscard: () => void;
}

function OwnActions({ state, showsVersions, onVersions, onPublish, onDiscard }: OwnActionsProps): ReactElement {
  const t = useText();
  const users = state.text?.usedBy ?? [];
  const usedBy = t("code.usedBy", { count: users.length });
  return (
    <>
      <IconAction icon="undo-2" label={t("code.discard")} isDisabled={!state.isDraft} onClick={onDiscard} />
      <IconAction icon="clock" label={t("code.versions")} isPressed={showsVersions} onClick={onVersions} />
      <Tooltip label={users.length === 0 ? usedBy : `${usedBy}: ${users.join(", ")}`} multiline maw={280}>
        <Button size="compact-xs" disabled={!state.isDraft} onClick={onPublish}>
          {t("code.publish")}
        </Button>
      </Tooltip>
    </>
  );
}

interface IconActionProps {
  icon: string;
  label: string;
  isDisabled?: boolean;
  isPressed?: boolean;
  onClick: () => void;
}

function IconAction({ icon, label, isDisabled = false, isPressed, onClick }: IconActionProps): ReactElement {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={isPressed === true ? "light" : "subtle"}
        color="gray"
        size={24}
        aria-label={label}
        aria-pressed={isPressed}
        disabled={isDisabled}
        onClick={onClick}
      >
        <Icon name={icon} size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
