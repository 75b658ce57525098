import { unzipSync } from "fflate";
import { HucreError } from "hucre";
import { readXlsx, type StreamRow } from "hucre/xlsx";
import { StepException } from "sluice";

/** What is no workbook, or more than one can hold. */
export class ExcelException extends StepException {}

/** What the library says, in our words. */
export function toExcelException(error: unknown, done: "read" | "written"): unknown {
  if (!(error instanceof HucreError)) return error;
  return new ExcelException(`The workbook cannot be ${done}: ${error.message}`, { cause: error });
}

/** Passes rows on until they have more cells than may be: a few bytes can say that there is one in the last column of each row. Throws ExcelException. */
export async function* limitCells(
  rows: AsyncIterable<StreamRow>,
  { sheet, most = 20_000_000 }: { sheet: string; most?: number },
): AsyncGenerator<StreamRow> {
  let cells = 0;
  for await (const row of rows) {
    cells += row.values.length;
    if (cells > most) throw new ExcelException(`The sheet "${sheet}" has more than ${most} cells`);
    yield row;
  }
}

/** Refuses, before anything is unpacked, what would take more memory than it may. */
export function assertUnpacks(bytes: Uint8Array, mostMegabytes: number): void {
  let size = 0;
  try {
    unzipSync(bytes, {
      filter: (file) => {
        // The library unpacks at most what a file says of itself, but for one that says nothing.
        size += file.originalSize === 0 && file.size > 64 ? Number.POSITIVE_INFINITY : file.originalSize;
        return false;
      },
    });
  } catch (cause) {
    throw new ExcelException(`The workbook cannot be read: it is no .xlsx file`, { cause });
  }
  if (size <= mostMegabytes * 1_000_000) return;
  const found = Number.isFinite(size) ? `${Math.ceil(size / 1_000_000)} MB` : "an unknown size";
  throw new ExcelException(`The workbook has ${found} when it is unpacked; at most ${mostMegabytes} MB are read`);
}

/** The name of the sheet that is meant by its name or its number from 1; "" is the first. Throws ExcelException, which names the sheets. */
export async function findSheet(bytes: Uint8Array, wanted: string): Promise<string> {
  const names: string[] = [];
  await readXlsx(bytes, {
    sheets: ({ name }) => {
      names.push(name);
      return false;
    },
  });
  const found = names.includes(wanted) ? wanted : names[wanted === "" ? 0 : Number(wanted) - 1];
  if (found !== undefined) return found;
  throw new ExcelException(`There is no sheet "${wanted}"; there are ${names.map((name) => `"${name}"`).join(", ")}`);
}

/** The letters of a column, from 0: A, B, ... Z, AA. */
export function toLetters(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : toLetters(Math.floor(column / 26) - 1) + rest;
}
