import { TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { isApplicationName, toApplicationName } from "../../../../core/model/applicationName.ts";
import type { ApplicationNames } from "../../../state/ports/VersionPort.ts";
import { useText } from "../../../text/useText.ts";

/** Names as they are typed. `isOwn`: the short one was typed by hand, so it no longer follows the other. */
export interface TypedNames extends ApplicationNames {
  isOwn: boolean;
}

/** Whether an application can get these names. */
export function areNames({ name, friendlyName }: ApplicationNames): boolean {
  return friendlyName.trim() !== "" && isApplicationName(name);
}

/** The name people read, and the one that others know the application by; it follows the first until it is typed. */
export function NameFields({
  value,
  onChange,
}: {
  value: TypedNames;
  onChange(value: TypedNames): void;
}): ReactElement {
  const t = useText();
  const { name, friendlyName, isOwn } = value;
  return (
    <>
      <TextInput
        label={t("names.friendly")}
        data-autofocus
        required
        value={friendlyName}
        onChange={({ currentTarget }) => {
          const next = currentTarget.value;
          const made = next.trim() === "" ? "" : toApplicationName(next.trim());
          onChange({ ...value, friendlyName: next, name: isOwn ? name : made });
        }}
      />
      <TextInput
        label={t("names.name")}
        description={t("names.name.help")}
        required
        value={name}
        error={name === "" || isApplicationName(name) ? undefined : t("names.wrong")}
        onChange={({ currentTarget }) => onChange({ ...value, name: currentTarget.value, isOwn: true })}
      />
    </>
  );
}
