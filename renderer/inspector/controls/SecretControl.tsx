import { Select } from "@mantine/core";
import type { ReactElement } from "react";
import { isConfigToken } from "../../state/form/checkField.ts";
import { useText } from "../../text/useText.ts";
import type { FieldProps } from "../FieldProps.ts";
import { useConfigVariables } from "../useExpressionNames.ts";

const masked = "•••";

/** A secret is a variable of the configuration and never written here; one that came with a document is not shown. */
export function SecretControl({ value, onSet, id, describedBy, isWrong, hint }: FieldProps): ReactElement {
  const t = useText();
  const variables = useConfigVariables();
  const given = isConfigToken(value) ? value.slice("${config.".length, -1) : undefined;
  const isLiteral = given === undefined && value !== undefined && value !== null && value !== "";
  const encrypted = variables.filter((variable) => variable.encrypted).map(({ name }) => name);
  const plain = variables.filter((variable) => !variable.encrypted).map(({ name }) => name);
  const missing = given === undefined || variables.some(({ name }) => name === given) ? [] : [given];
  const data = [
    { group: t("form.secret.encrypted"), items: encrypted },
    { group: t("form.secret.plain"), items: plain },
    { group: t("form.secret.missing"), items: missing },
    { group: t("form.secret.literal"), items: isLiteral ? [{ value: masked, label: masked }] : [] },
  ].filter(({ items }) => items.length > 0);
  return (
    <Select
      id={id}
      size="xs"
      data={data}
      searchable
      value={isLiteral ? masked : (given ?? null)}
      placeholder={hint}
      allowDeselect={false}
      error={isWrong}
      aria-describedby={describedBy}
      nothingFoundMessage={t("form.secret.none")}
      comboboxProps={{ shadow: "md", offset: 4 }}
      onChange={(name) => name !== null && name !== masked && onSet(`\${config.${name}}`)}
    />
  );
}
