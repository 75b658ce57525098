import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Why a test that needs the cases is skipped. */
export const casesMissing = "the cases are not there: neither ../shared/cases nor the folder named by SLUICE_CASES";

/** Folder of the outside material, or undefined when it is not on this machine. */
export function casesFolder(): string | undefined {
  const folder = process.env.SLUICE_CASES || fileURLToPath(new URL("../../../shared/cases", import.meta.url));
  return existsSync(folder) ? folder : undefined;
}

/** What must come out of an application of the cases; see the README beside them. */
export interface CaseOracle {
  n_steps: number;
  n_edges: number;
  valid: boolean;
  cycles: string[][];
  /** Producer and missing consumer. */
  dangling: [string, string][];
  duplicates: string[];
  roots: string[];
  leaves: string[];
  digest?: Record<string, string>;
  runtime?: { graham: Record<string, { lower_ms: number; upper_ms: number }> };
}

export interface ApplicationCase {
  /** Folder and name, for messages. */
  name: string;
  fileName: string;
  text: string;
  oracle: CaseOracle;
  /** Text of the configuration the application names, where there is one. */
  configuration: string | undefined;
}

/** The applications of one folder of the cases (`wfcommons`, `n8n`, `prismatic`, `node-red`); none when it is missing. */
export function listCases(folder: string): ApplicationCase[] {
  const cases = casesFolder();
  const apps = cases === undefined ? undefined : join(cases, folder, "apps");
  if (apps === undefined || !existsSync(apps)) return [];
  const files = readdirSync(apps).filter((file) => file.endsWith(".app.json"));
  return files.sort().map((file) => {
    const stem = join(apps, file.slice(0, -".app.json".length));
    const configuration = `${stem}.config.json`;
    return {
      name: `${folder}/${file}`,
      fileName: file,
      text: readFileSync(join(apps, file), "utf8"),
      oracle: JSON.parse(readFileSync(`${stem}.oracle.json`, "utf8")) as CaseOracle,
      configuration: existsSync(configuration) ? readFileSync(configuration, "utf8") : undefined,
    };
  });
}

/** Text of one file of the cases; undefined when it is missing. */
export function readCaseFile(path: string): string | undefined {
  const cases = casesFolder();
  const file = cases === undefined ? undefined : join(cases, path);
  return file !== undefined && existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
