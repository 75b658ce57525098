import type { ReactElement } from "react";
import type { JsonValue } from "../../../core/base/json.ts";
import { readItemText, toFieldText } from "../../state/form/fieldText.ts";
import { readItems, writeItems } from "../../state/form/rows.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { FieldProps } from "../FieldProps.ts";
import styles from "../Form.module.css";
import { useRows } from "../useRows.ts";
import { ExpressionArea } from "./ExpressionArea.tsx";
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
    <fieldset
      className={styles.rows}
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      onBlur={rows.onBlur}
    >
      {rows.shown.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
        <div key={index} className={styles.row}>
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
          <RowRemover
            isEmpty={index === rows.shown.length - 1}
            number={index + 1}
            onRemove={() => rows.remove(index)}
          />
        </div>
      ))}
    </fieldset>
  );
}

/** Takes a row away; the empty one at the end has nothing to take. */
export function RowRemover(props: { isEmpty: boolean; number: number; onRemove: () => void }): ReactElement {
  const t = useText();
  const { isEmpty, number, onRemove } = props;
  return (
    <button
      type="button"
      className={styles.tool}
      style={isEmpty ? { visibility: "hidden" } : undefined}
      aria-label={t("form.removeRow", { number })}
      onClick={onRemove}
    >
      <Icon name="x" size={14} />
    </button>
  );
}
