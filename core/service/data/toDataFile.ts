import type { DataPath, OpenData } from "./OpenData.ts";

/** Saved data as a person takes it home, piece by piece. */
export interface DataFile {
  kind: "text" | "json" | "bytes";
  pieces: Iterable<string | Uint8Array>;
}

const batch = 500;

/** A text as it is, bytes as they are, anything else as typed JSON; secrets masked. Throws `not_found` for the path. */
export function toDataFile(data: OpenData, path: DataPath): DataFile {
  if (path.length === 0 && data.kind !== undefined) return { kind: "json", pieces: toPieces(data) };
  const value = data.readAt(path);
  if (typeof value === "string") return { kind: "text", pieces: [data.mask(value)] };
  if (value instanceof Uint8Array) return { kind: "bytes", pieces: [maskBytes(data, value)] };
  return { kind: "json", pieces: [JSON.stringify(data.show(value), undefined, 2)] };
}

/** Rows and keys are read and written some at a time, so that the size of the data does not matter. */
function* toPieces(data: OpenData): Generator<string> {
  const isList = data.kind === "list";
  yield isList ? "[" : "{";
  for (let from = 0; ; from += batch) {
    const items = data.items(from, from + batch);
    if (items.length === 0) break;
    const lines = items.map(({ key, value }) => {
      const name = isList ? "" : `${JSON.stringify(data.mask(String(key)))}: `;
      return `\n  ${name}${JSON.stringify(data.show(value))}`;
    });
    yield `${from === 0 ? "" : ","}${lines.join(",")}`;
  }
  yield isList ? "\n]\n" : "\n}\n";
}

/** Bytes without a secret pass as they are; others become text. */
function maskBytes(data: OpenData, bytes: Uint8Array): Uint8Array | string {
  const text = new TextDecoder().decode(bytes);
  const masked = data.mask(text);
  return masked === text ? bytes : masked;
}
