import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { toFieldText } from "../../state/form/fieldText.ts";
import type { ConnectionItem } from "../../state/ports/NamesPort.ts";
import { useText } from "../../text/useText.ts";
import type { FieldProps } from "../FieldProps.ts";
import { ConnectionTest } from "./ConnectionTest.tsx";
import { toConnectionRows } from "./toConnectionRows.ts";

const none: readonly ConnectionItem[] = [];

/** One of the connections of the kinds that the parameter takes; a name that is none of them is shown as it is. */
export function ConnectionControl({
  parameter,
  value,
  onSet,
  id,
  describedBy,
  isWrong,
  hint,
}: FieldProps): ReactElement {
  const t = useText();
  const { names } = useWorkbench();
  const { data = none, isSuccess } = useQuery({
    queryKey: ["names", "connection"],
    queryFn: () => names?.listConnections() ?? none,
    enabled: names !== undefined,
  });
  const kinds = parameter.kinds ?? [];
  const text = toFieldText(value);
  const rows = toConnectionRows(data, { kinds, chosen: text });
  const empty = kinds.length === 0 ? t("connection.none") : t("connection.noneOf", { kinds: kinds.join(", ") });
  return (
    <>
      <Select
        id={id}
        size="xs"
        data={rows}
        value={text === "" ? null : text}
        placeholder={isSuccess && rows.length === 0 ? t("connection.nothing") : hint}
        error={isWrong}
        aria-describedby={describedBy}
        searchable
        allowDeselect={false}
        nothingFoundMessage={empty}
        comboboxProps={{ shadow: "md", offset: 4 }}
        onChange={(name) => onSet(name ?? undefined)}
      />
      {data.some(({ name }) => name === text) ? <ConnectionTest key={text} name={text} /> : null}
    </>
  );
}
