import { Select } from "@mantine/core";
import type { ReactElement } from "react";
import { type Role, roles } from "../../../core/model/roles.ts";
import { useText } from "../../text/useText.ts";

/** Chooses what somebody may do. */
export function RoleSelect({
  label,
  role,
  onChange,
}: {
  label: string;
  role: Role;
  onChange(role: Role): void;
}): ReactElement {
  const t = useText();
  return (
    <Select
      aria-label={label}
      allowDeselect={false}
      data={roles.map((value) => ({ value, label: t(`settings.role.${value}`) }))}
      value={role}
      onChange={(next) => next !== null && onChange(next as Role)}
    />
  );
}
