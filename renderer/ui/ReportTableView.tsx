import type { ReactElement } from "react";
import type { JsonValue } from "../../core/base/json.ts";
import type { ReportColumn, ReportRow, ReportTable } from "../../core/model/Report.ts";
import { useText } from "../text/useText.ts";
import styles from "./ReportTableView.module.css";

/** As many rows of a table as a person reads here. */
const mostRows = 500;

/** One table of a report; its rows without a data key come first, then those of each data key. */
export function ReportTableView({ table }: { table: ReportTable }): ReactElement {
  const t = useText();
  const { name, columns, subTables } = table;
  const count = subTables.reduce((sum, { rows }) => sum + rows.length, 0);
  const hasStatus = subTables.some(({ rows }) => rows.some(({ status }) => status !== undefined));
  let room = mostRows;
  return (
    <table className={styles.table}>
      <caption>
        {name} <span>{t("report.rows", { count })}</span>
      </caption>
      <thead>
        <tr>
          {columns.map(({ column, title }) => (
            <th key={column} scope="col">
              {title}
            </th>
          ))}
          {hasStatus ? <th scope="col">{t("report.status")}</th> : null}
        </tr>
      </thead>
      {subTables.map(({ dataKey, rows }) => {
        const shown = rows.slice(0, room);
        room -= shown.length;
        return (
          <tbody key={dataKey ?? ""}>
            {dataKey === undefined ? null : (
              <tr className={styles.group}>
                <th scope="rowgroup" colSpan={columns.length + (hasStatus ? 1 : 0)}>
                  {dataKey}
                </th>
              </tr>
            )}
            {shown.map((row, index) => (
              <Row key={row.key ?? `row ${index}`} row={row} columns={columns} hasStatus={hasStatus} />
            ))}
          </tbody>
        );
      })}
      {count > mostRows ? (
        <tfoot>
          <tr>
            <td colSpan={columns.length + (hasStatus ? 1 : 0)}>{t("report.more", { count: mostRows })}</td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}

function Row(props: { row: ReportRow; columns: readonly ReportColumn[]; hasStatus: boolean }): ReactElement {
  const { row, columns, hasStatus } = props;
  return (
    <tr>
      {columns.map(({ column }) => {
        const value = Object.hasOwn(row.row, column) ? row.row[column] : undefined;
        return (
          <td key={column} data-number={typeof value === "number"}>
            {toCell(value)}
          </td>
        );
      })}
      {hasStatus ? <td data-status={row.status}>{row.status ?? ""}</td> : null}
    </tr>
  );
}

function toCell(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
