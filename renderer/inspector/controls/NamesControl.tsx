import { Autocomplete } from "@mantine/core";
import type { ReactElement } from "react";
import { toFieldText } from "../../state/form/fieldText.ts";
import type { FieldProps } from "../FieldProps.ts";
import { useNames } from "../useNames.ts";
import { useTyping } from "../useTyping.ts";

/** The name of something that exists, or will: what there is is offered, anything can be typed. */
export function NamesControl({
  step,
  parameter,
  value,
  visit,
  id,
  describedBy,
  isWrong,
  hint,
}: FieldProps): ReactElement {
  const names = useNames(parameter.kind, step);
  const typing = useTyping(value, { visit, toText: toFieldText });
  return (
    <Autocomplete
      id={id}
      size="xs"
      data={names}
      limit={100}
      value={typing.text}
      placeholder={hint}
      error={isWrong}
      aria-describedby={describedBy}
      comboboxProps={{ shadow: "md", offset: 4 }}
      onChange={(text) => typing.type(text, text === "" ? undefined : text)}
      onOptionSubmit={() => visit.store()}
      onBlur={typing.leave}
      onKeyDown={(event) => event.key === "Enter" && visit.store()}
    />
  );
}
