import { ActionIcon, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { stringifyJson } from "../../../core/base/json.ts";
import type { ParameterOption } from "../../../core/model/StepManifest.ts";
import { useDocument, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { toFieldText } from "../../state/form/fieldText.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { FieldProps } from "../FieldProps.ts";

const none: readonly ParameterOption[] = [];
/** Marks the row of a list that only says something. */
const noteKey = "note";

/** One of the choices that a method of the class gives. It is asked when a person opens the list, and again by a button. */
export function OptionsControl({
  step,
  parameter,
  value,
  onSet,
  id,
  label,
  describedBy,
  isWrong,
  hint,
}: FieldProps): ReactElement {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const { data, error, isFetching, refetch } = useOptions({ step, parameter: parameter.name, isOpen });
  const problem = error?.message ?? data?.problem;
  const note = isFetching
    ? t("options.loading")
    : problem !== undefined
      ? t("options.failed", { reason: problem })
      : data !== undefined && data.options.length === 0
        ? t("options.empty")
        : data !== undefined && data.more > 0
          ? t("options.more", { count: data.more })
          : undefined;
  const text = toFieldText(value);
  const options = withTyped(data?.options ?? none, [text, search.trim()]);
  const chosen = options.find((option) => toFieldText(option.value) === text);
  return (
    <Select
      id={id}
      size="xs"
      data={[
        ...options.map((option) => ({ value: keyOf(option), label: option.label ?? toFieldText(option.value) })),
        ...(note === undefined ? [] : [{ value: noteKey, label: note, disabled: true }]),
      ]}
      // The row that says something stays, whatever is typed.
      filter={({ options: rows, search: typed }) =>
        rows.filter(
          (row) => !("value" in row) || row.value === noteKey || matches(row.label, typed, chosen?.label ?? text),
        )
      }
      value={chosen === undefined ? null : keyOf(chosen)}
      placeholder={hint}
      error={isWrong}
      aria-describedby={describedBy}
      searchable
      allowDeselect={false}
      searchValue={search}
      onSearchChange={setSearch}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      comboboxProps={{ shadow: "md", offset: 4 }}
      rightSectionPointerEvents="all"
      rightSection={
        <ActionIcon
          variant="subtle"
          color="gray"
          size={20}
          loading={isFetching}
          aria-label={t("options.refreshOf", { name: label })}
          title={t("options.refresh")}
          onClick={() => void refetch()}
        >
          <Icon name="rotate-ccw" size={12} />
        </ActionIcon>
      }
      onChange={(key) => {
        const option = options.find((one) => keyOf(one) === key);
        if (option !== undefined) onSet(option.value);
      }}
    />
  );
}

/** Kept until something else of the step changes: nothing runs for what was asked before. */
function useOptions({ step, parameter, isOpen }: { step: string; parameter: string; isOpen: boolean }) {
  const { resolver } = useWorkbench();
  const entry = useDocument(({ flow }) => flow.byId.get(step)?.entry);
  const { [parameter]: _, ...others } = entry ?? {};
  return useQuery({
    queryKey: ["options", step, parameter, stringifyJson(others)],
    queryFn: () => resolver?.listOptions(step, parameter),
    enabled: isOpen && resolver !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
}

/** What is chosen or typed and is none of the choices can be chosen all the same. */
function withTyped(options: readonly ParameterOption[], typed: readonly string[]): ParameterOption[] {
  const known = new Set(options.flatMap(({ value, label }) => [toFieldText(value), label ?? ""]));
  const others = [...new Set(typed)].filter((text) => text !== "" && !known.has(text));
  return [...options, ...others.map((value) => ({ value }))];
}

/** All rows while the field shows what is chosen, else those that hold what is typed. */
function matches(label: string, typed: string, shown: string): boolean {
  return typed === shown || label.toLowerCase().includes(typed.trim().toLowerCase());
}

/** Values may be of any type; text is the only key that a list can have. */
function keyOf({ value }: ParameterOption): string {
  return stringifyJson(value);
}
