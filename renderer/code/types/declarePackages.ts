/** What Node adds to the world of a browser, as far as step code commonly uses it. */
export const nodeGlobals = `
declare module "node:*";
declare var process: { env: Record<string, string | undefined>; cwd(): string; platform: string; [key: string]: unknown };
declare var Buffer: {
  from(data: unknown, encoding?: string): Buffer;
  alloc(size: number): Buffer;
  concat(parts: readonly Uint8Array[]): Buffer;
  byteLength(text: string): number;
  isBuffer(value: unknown): boolean;
};
interface Buffer extends Uint8Array {
  toString(encoding?: string): string;
}
declare function setImmediate(run: () => void): unknown;
`;

/**
 * Declarations for the modules a text imports that are neither its own files nor the SDK: their types are not here, so
 * anything goes. Modules of Node and its best known globals are there always.
 */
export function declarePackages(code: string): string {
  const names = new Set<string>();
  for (const [, name = ""] of code.matchAll(/\b(?:from|import)\s*\(?\s*["']([^"'\n]+)["']/g)) {
    if (!name.startsWith(".") && !name.startsWith("node:") && name !== "sluice") names.add(name);
  }
  return [...names].map((name) => `declare module ${JSON.stringify(name)};\n`).join("");
}
