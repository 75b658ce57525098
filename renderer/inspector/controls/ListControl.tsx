import type { ReactElement } from "react";
import type { JsonValue } from "../../../core/base/json.ts";
import { readItemText, toFieldText } from "../../state/form/fieldText.ts";
import { readItems, writeItems } from "../../state/form/rows.ts";
import { useText } from "../../text/useText.ts";
import type { FieldProps } from "../FieldProps.ts";
import styles from "../Form.module.css";
import { useRows } from "../useRows.ts";
import { ExpressionArea } from "./ExpressionArea.tsx";
import { RowList } from "./RowList.tsx";
import { TextControl } from "./TextControl.tsx";

/** One row for each item, and an empty one to go on with. */
export function ListControl(props: FieldProps): ReactElement {
  const items = readItems(props.value);
  return items === undefined ? <TextControl {...props} /> : <Items {...props} items={items} />;
}

function Items({
  step,
  value,
  visit,
  id,
  label,
  describedBy,
  isWrong,
  hint,
  items,
}: FieldProps & { items: JsonValue[] }): ReactElement {
  const t = useText();
  const rows = useRows(items, { visit, write: writeItems, empty: "" });
  return (
    <RowList
      id={id}
      describedBy={describedBy}
      count={rows.shown.length}
      onBlur={rows.onBlur}
      onRemove={rows.remove}
      row={(index) => {
        const item = rows.shown[index] ?? "";
        return (
          <div className={styles.cell}>
            <ExpressionArea
              id={index === 0 ? id : `${id}-${index}`}
              label={t("form.row", { name: label, number: index + 1 })}
              step={step}
              text={toFieldText(item)}
              isLong={false}
              completes
              isWrong={isWrong}
              hint={index === 0 && value === undefined ? hint : ""}
              onType={(text) => rows.type(index, readItemText(text, item))}
              onCommit={() => visit.store()}
              onLeave={() => undefined}
            />
          </div>
        );
      }}
    />
  );
}
