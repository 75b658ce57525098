import { type ReactElement, useState } from "react";
import type { JsonValue } from "../../../core/base/json.ts";
import { readItemText, toFieldText } from "../../state/form/fieldText.ts";
import { findDuplicate, type MappingRow, readMapping, writeMapping } from "../../state/form/rows.ts";
import { useText } from "../../text/useText.ts";
import type { FieldProps } from "../FieldProps.ts";
import styles from "../Form.module.css";
import { useRows } from "../useRows.ts";
import { ExpressionArea } from "./ExpressionArea.tsx";
import { RowList } from "./RowList.tsx";
import { TextControl } from "./TextControl.tsx";

const empty: MappingRow = { key: "", value: "" };

/** Two columns, and an empty row to go on with. */
export function MappingControl(props: FieldProps): ReactElement {
  const rows = readMapping(props.value);
  return rows === undefined ? <TextControl {...props} /> : <TwoColumns {...props} given={rows} />;
}

function TwoColumns({
  step,
  value,
  visit,
  id,
  label,
  describedBy,
  hint,
  given,
}: FieldProps & { given: MappingRow[] }): ReactElement {
  const t = useText();
  const [start] = useState<JsonValue | undefined>(value);
  const rows = useRows(given, { visit, write: (next) => writeMapping(next, value ?? start), empty });
  const duplicate = findDuplicate(rows.shown);
  const cell = { step, isLong: false, completes: true, onCommit: () => visit.store(), onLeave: () => undefined };
  return (
    <RowList
      id={id}
      describedBy={describedBy}
      count={rows.shown.length}
      onBlur={rows.onBlur}
      onRemove={rows.remove}
      row={(index) => {
        const row = rows.shown[index] ?? empty;
        return (
          <>
            <input
              id={index === 0 ? id : `${id}-key-${index}`}
              className={`${styles.input} ${styles.key}`}
              aria-label={t("form.rowKey", { name: label, number: index + 1 })}
              aria-invalid={duplicate !== undefined && row.key === duplicate}
              value={row.key}
              placeholder={t("form.key")}
              spellCheck={false}
              onChange={(event) => rows.type(index, { ...row, key: event.currentTarget.value })}
              onKeyDown={(event) => event.key === "Enter" && visit.store()}
            />
            <div className={styles.cell}>
              <ExpressionArea
                {...cell}
                id={`${id}-value-${index}`}
                label={t("form.rowValue", { name: label, number: index + 1 })}
                text={toFieldText(row.value)}
                hint={index === 0 && given.length === 0 && hint !== "" ? hint : t("form.value")}
                onType={(text) => rows.type(index, { ...row, value: readItemText(text, row.value) })}
              />
            </div>
          </>
        );
      }}
    >
      {duplicate === undefined ? null : (
        <p className={styles.problem} role="alert">
          {t("form.duplicateKey", { key: duplicate })}
        </p>
      )}
    </RowList>
  );
}
