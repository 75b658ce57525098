import { isJsonObject, ownValue } from "../../base/json.ts";
import type { Edit } from "./Edit.ts";
import type { ApplicationOperation, OperationOf } from "./EditOperation.ts";
import { refuse } from "./EditState.ts";
import { withPins } from "./Pins.ts";

export function applyApplicationOperation(edit: Edit, operation: ApplicationOperation): void {
  switch (operation.op) {
    case "setApplicationKey":
      setApplicationKey(edit, operation);
      return;
    case "setConfiguration":
      edit.setKey("application", "configuration", operation.name || undefined);
      return;
    case "replaceDocument":
      replaceDocument(edit, operation);
      return;
  }
}

const keysWithOperations = new Set(["steps", "app_variables", "layout"]);

function setApplicationKey(edit: Edit, { key, value }: OperationOf<"setApplicationKey">): void {
  if (keysWithOperations.has(key)) throw refuse(`"${key}" is edited by its own operations.`, { key });
  edit.setKey("application", key, value);
}

function replaceDocument(edit: Edit, { document, stepIds }: OperationOf<"replaceDocument">): void {
  const steps = ownValue(document, "steps");
  if (!Array.isArray(steps) || !steps.every(isJsonObject)) {
    throw refuse(`An application is an object whose "steps" is a list of objects.`);
  }
  if (steps.length !== stepIds.length || new Set(stepIds).size !== stepIds.length) {
    throw refuse("Every step needs an id of its own.", { steps: steps.length, ids: stepIds.length });
  }
  edit.apply({ change: "replace", from: withPins(edit.state, undefined), to: { document, stepIds } });
}
