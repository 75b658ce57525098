import { Checkbox, Select, Textarea, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import { isStructured } from "./benchValues.ts";

export interface BenchFieldProps {
  parameter: ParameterManifest;
  value: string | boolean | undefined;
  error: string | undefined;
  onChange(value: string | boolean): void;
}

/** A field for one parameter, as its kind needs it. */
export function BenchField({ parameter, value, error, onChange }: BenchFieldProps): ReactElement {
  const { name, kind, title = name, required, options, sampleValue, defaultValue } = parameter;
  // Here it is plain text.
  const description = parameter.description?.replaceAll("`", "");
  const shown = defaultValue ?? sampleValue;
  const placeholder = shown === undefined ? "" : typeof shown === "string" ? shown : JSON.stringify(shown);
  const common = { label: title, description, error, withAsterisk: required === true };
  if (kind === "boolean") {
    return (
      <Checkbox
        label={title}
        description={description}
        checked={typeof value === "boolean" ? value : defaultValue === true}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    );
  }
  const text = typeof value === "string" ? value : "";
  if (kind === "select" && options !== undefined && parameter.multiple !== true) {
    const data = options.map((option) => ({
      value: String(option.value),
      label: option.label ?? String(option.value),
    }));
    return (
      <Select
        {...common}
        data={data}
        clearable
        placeholder={placeholder}
        value={text === "" ? null : text}
        onChange={(next) => onChange(next ?? "")}
      />
    );
  }
  if (isStructured(parameter) || kind === "code" || kind === "longText") {
    return (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={10}
        placeholder={placeholder}
        value={text}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...common}
      placeholder={placeholder}
      value={text}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
