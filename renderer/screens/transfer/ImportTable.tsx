import { Select, Table, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { isApplicationName } from "../../../core/model/applicationName.ts";
import type { ImportChoice, ImportRow } from "../../state/ports/TransferPort.ts";
import type { TextKey } from "../../text/english.ts";
import { useText } from "../../text/useText.ts";
import styles from "./ImportDialog.module.css";

export interface ImportTableProps {
  rows: readonly ImportRow[];
  choices: readonly ImportChoice[];
  onChange(choices: ImportChoice[]): void;
}

type Answer = "take" | "overwrite" | "rename" | "skip" | "open";

/** What would come in, and what to do where something of that name is there already. */
export function ImportTable({ rows, choices, onChange }: ImportTableProps): ReactElement {
  const t = useText();
  const choose = ({ kind, original }: ImportRow, answer: Answer, newName = `${original}-2`): void => {
    const others = choices.filter((choice) => choice.kind !== kind || choice.name !== original);
    if (answer === "take" || answer === "open") onChange(others);
    else if (answer === "rename") onChange([...others, { kind, name: original, action: answer, newName }]);
    else onChange([...others, { kind, name: original, action: answer }]);
  };
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("import.kind")}</Table.Th>
          <Table.Th>{t("import.name")}</Table.Th>
          <Table.Th className={styles.what}>{t("import.what")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => {
          const choice = choices.find(({ kind, name }) => kind === row.kind && name === row.original);
          const answers = listAnswers(row, choice);
          return (
            <Table.Tr key={`${row.kind} ${row.original}`} data-action={row.action} className={styles.row}>
              <Table.Td>{t(`import.kind.${row.kind}`)}</Table.Td>
              <Table.Td>
                {row.original}
                {choice?.action === "rename" ? (
                  <TextInput
                    size="xs"
                    mt={4}
                    aria-label={t("import.newName", { name: row.original })}
                    defaultValue={choice.newName}
                    onBlur={({ currentTarget }) => {
                      const { value } = currentTarget;
                      if (isApplicationName(value)) choose(row, "rename", value);
                      else currentTarget.value = choice.newName ?? "";
                    }}
                  />
                ) : null}
              </Table.Td>
              <Table.Td>
                {answers.length === 0 ? (
                  t(`import.action.${row.action}`)
                ) : (
                  <Select
                    size="xs"
                    aria-label={t("import.what.of", { name: row.original })}
                    allowDeselect={false}
                    data={answers.map((value) => ({ value, label: t(textOf(value, row)) }))}
                    value={choice?.action ?? answers[0] ?? null}
                    onChange={(value) => choose(row, value as Answer)}
                  />
                )}
                {row.message === undefined ? null : <p className={styles.message}>{row.message}</p>}
                {row.neededBy.length === 0 ? null : (
                  <p className={styles.message}>{t("import.neededBy", { names: row.neededBy.join(", ") })}</p>
                )}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

const answerText: Record<Answer, TextKey> = {
  take: "import.answer.take",
  overwrite: "import.answer.overwrite",
  rename: "import.answer.rename",
  skip: "import.answer.skip",
  open: "import.answer.open",
};

function textOf(answer: Answer, { kind }: ImportRow): TextKey {
  return answer === "overwrite" && kind === "application" ? "import.answer.draft" : answerText[answer];
}

/** What one can choose for an item, the present state first; nothing for one that leaves no choice. */
function listAnswers({ kind, action }: ImportRow, choice: ImportChoice | undefined): Answer[] {
  if (choice === undefined && (action === "unchanged" || action === "refused" || action === "missing")) return [];
  const rename: Answer[] = kind === "application" || kind === "configuration" ? ["rename"] : [];
  const isFree = choice === undefined && action === "create";
  return isFree ? ["take", ...rename, "skip"] : ["open", "overwrite", ...rename, "skip"];
}
