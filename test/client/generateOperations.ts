import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateApi } from "swagger-typescript-api";

const head = "// Made from the description of the API by `npm run client`. Do not edit.\n\n";

/** TypeScript for the operations of a description (OpenAPI as JSON text), as `core/client/Operations.ts` holds it. */
export async function generateOperations(description: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-client-"));
  try {
    const input = join(folder, "openapi.json");
    writeFileSync(input, description);
    const { files } = await generateApi({
      input,
      output: false,
      silent: true,
      templates: fileURLToPath(new URL("templates", import.meta.url)),
      generateUnionEnums: true,
      sortTypes: true,
      unwrapResponseData: true,
      httpClientType: "fetch",
    });
    const [file] = files;
    if (file === undefined) throw new Error("the generator made no file");
    return format(head + withoutRanges(file.fileContent));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As `npm run format` would leave it. */
function format(text: string): string {
  const biome = fileURLToPath(new URL("../../node_modules/.bin/biome", import.meta.url));
  return execFileSync(biome, ["format", "--stdin-file-path=core/client/Operations.ts"], {
    input: text,
    encoding: "utf8",
  });
}

/** What TypeScript does not check is left to the description: ranges, formats, patterns, and the generator's own words. */
function withoutRanges(text: string): string {
  return text
    .replace(/^\/\* eslint-disable \*\/[\s\S]*?\*\/\n/, "")
    .replaceAll(
      /\n\s*\* @(min|max|minLength|maxLength|format|pattern|default|minItems|maxItems|exclusiveMin)\b[^\n]*/g,
      "",
    )
    .replaceAll(/\n\s*\/\*\*\n\s*\*\//g, "")
    .replaceAll("Record<string, any>", "Record<string, unknown>")
    .replaceAll(/\bany\b(?=[;[\]| )])/g, "unknown");
}
