import type { Monaco } from "./loadMonaco.ts";

const schemas = new Map<string, { uri: string; fileMatch: string[]; schema: object }>();

/** Checks and completes one JSON text by a schema until it is disposed. `model` is the address of the text. */
export function addSchema({ json }: Monaco, { model, schema }: { model: string; schema: object }): { dispose(): void } {
  const tell = (): void => {
    const options = { validate: true, enableSchemaRequest: false, schemas: [...schemas.values()] };
    json.jsonDefaults.setDiagnosticsOptions(options);
  };
  schemas.set(model, { uri: `${model}.schema`, fileMatch: [model], schema });
  tell();
  return {
    dispose() {
      schemas.delete(model);
      tell();
    },
  };
}
