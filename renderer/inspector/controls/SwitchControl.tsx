import { Switch } from "@mantine/core";
import type { ReactElement } from "react";
import { toBoolean } from "../../../core/model/baseValues.ts";
import type { FieldProps } from "../FieldProps.ts";

/** True or false; while it has no value, what it is by default. */
export function SwitchControl({ parameter, value, onSet, id, describedBy }: FieldProps): ReactElement {
  return (
    <Switch
      id={id}
      size="xs"
      aria-describedby={describedBy}
      checked={toBoolean(value) ?? toBoolean(parameter.defaultValue) ?? false}
      onChange={(event) => onSet(event.currentTarget.checked)}
    />
  );
}
