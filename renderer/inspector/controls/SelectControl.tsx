import { MultiSelect, Select } from "@mantine/core";
import type { ReactElement } from "react";
import { isJsonEqual, type JsonValue, stringifyJson } from "../../../core/base/json.ts";
import type { ParameterOption } from "../../../core/model/StepManifest.ts";
import { toFieldText } from "../../state/form/fieldText.ts";
import type { FieldProps } from "../FieldProps.ts";

/** One of some choices, or several. A value that is none of them is shown as it is. */
export function SelectControl(props: FieldProps): ReactElement {
  const { parameter, value, onSet, id, describedBy, isWrong, hint } = props;
  const isMultiple = parameter.multiple === true;
  const given = value === undefined || value === null ? [] : isMultiple && Array.isArray(value) ? value : [value];
  const options = withUnknown(parameter.options ?? [], given);
  const shared = {
    id,
    size: "xs" as const,
    data: options.map(({ value: option, label }) => ({ value: keyOf(option), label: label ?? toFieldText(option) })),
    error: isWrong,
    "aria-describedby": describedBy,
    searchable: options.length > 8,
    comboboxProps: { shadow: "md" as const, offset: 4 },
  };
  const toOption = (key: string): JsonValue => options.find((option) => keyOf(option.value) === key)?.value ?? key;
  const keys = given.map((item) => keyOf(findOption(options, item)?.value ?? item));
  if (isMultiple) {
    const onChange = (chosen: string[]): void => onSet(chosen.length === 0 ? undefined : chosen.map(toOption));
    return <MultiSelect {...shared} value={keys} placeholder={keys.length === 0 ? hint : ""} onChange={onChange} />;
  }
  return (
    <Select
      {...shared}
      value={keys[0] ?? null}
      placeholder={hint}
      allowDeselect={false}
      onChange={(chosen) => onSet(chosen === null ? undefined : toOption(chosen))}
    />
  );
}

/** Values may be of any type; text is the only key that a list can have. */
function keyOf(value: JsonValue): string {
  return stringifyJson(value);
}

/** As the run finds it: equal, or with the same text. */
function findOption(options: readonly ParameterOption[], value: JsonValue): ParameterOption | undefined {
  return (
    options.find((option) => isJsonEqual(option.value, value)) ??
    options.find((option) => typeof option.value !== "object" && String(option.value) === String(value))
  );
}

function withUnknown(options: readonly ParameterOption[], given: readonly JsonValue[]): ParameterOption[] {
  const unknown = given.filter((value) => findOption(options, value) === undefined);
  return [...options, ...unknown.map((value) => ({ value }))];
}
