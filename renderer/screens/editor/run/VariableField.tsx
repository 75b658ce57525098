import { Select, Textarea, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { RunVariable } from "../../../state/watch/runVariables.ts";
import { useText } from "../../../text/useText.ts";

interface VariableFieldProps {
  variable: RunVariable;
  text: string;
  error: "needed" | "number" | "boolean" | "json" | undefined;
  onChange(text: string): void;
}

/** The value of one variable for a run, typed as its kind is; empty is as the application says. */
export function VariableField({ variable, text, error, onChange }: VariableFieldProps): ReactElement {
  const t = useText();
  const { name, description, kind, isNeeded, hint } = variable;
  const shared = {
    label: name,
    description,
    placeholder: hint,
    required: isNeeded,
    // That a value is needed is said by the mark until something wrong is typed.
    error: error === undefined || error === "needed" ? undefined : t(`customRun.wrong.${error}`),
  };
  if (kind === "boolean") {
    return (
      <Select
        {...shared}
        clearable
        clearButtonProps={{ "aria-label": t("customRun.clear", { name }) }}
        data={["true", "false"]}
        value={text === "" ? null : text}
        onChange={(value) => onChange(value ?? "")}
      />
    );
  }
  if (kind === "json") {
    return (
      <Textarea
        {...shared}
        autosize
        minRows={2}
        maxRows={10}
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      spellCheck={false}
      inputMode={kind === "number" ? "decimal" : "text"}
      value={text}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
