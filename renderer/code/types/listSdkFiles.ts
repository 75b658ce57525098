import sdk from "./sdkDeclarations.json";

/** The SDK as a package in a folder of the editor's own file system: texts by address. `folder` ends with `/`. */
export function listSdkFiles(folder: string): Record<string, string> {
  const home = `${folder}node_modules/sluice/`;
  const files = Object.entries(sdk).map(([path, text]) => [`${home}core/${path}`, text] as const);
  return { [`${home}index.d.ts`]: 'export * from "./core/sdk/index.ts";\n', ...Object.fromEntries(files) };
}
