/** An entry of `requires_dist`: a pack or package, and a range of its versions. */
export interface Requirement {
  name: string;
  /** As semver writes it; `*` = any. */
  range: string;
}

/** Reads `NAME`, `NAME RANGE`, `NAME@RANGE` or, as Python writes it, `NAME>=1.0.0` and `NAME==1.0.0`. */
export function readRequirement(text: string): Requirement {
  const [, name = text, rest = ""] = /^(@?[A-Za-z0-9][\w./-]*)\s*@?\s*(.*)$/s.exec(text.trim()) ?? [];
  const range = rest.replaceAll("==", "=").replaceAll(",", " ").trim();
  return { name, range: range === "" ? "*" : range };
}
