import { type JsonObject, ownValue } from "../../base/json.ts";
import { readList } from "./documentLists.ts";
import type { Edit } from "./Edit.ts";
import type { VariableOperation } from "./EditOperation.ts";
import { refuse } from "./EditState.ts";

export function applyVariableOperation(edit: Edit, operation: VariableOperation): void {
  switch (operation.op) {
    case "setAppVariables":
      edit.setKey("application", "app_variables", [...operation.variables]);
      return;
    case "addVariable":
      addVariable(edit, operation.variable, operation.before ?? null);
      return;
    case "removeVariable":
      assertVariable(edit, operation.name);
      edit.remove("variables", operation.name);
      return;
    case "setVariable": {
      assertVariable(edit, operation.name);
      const next = edit.remove("variables", operation.name);
      addVariable(edit, operation.variable, next);
      return;
    }
  }
}

function addVariable(edit: Edit, variable: JsonObject, before: string | null): void {
  const name = ownValue(variable, "name");
  if (typeof name !== "string" || name === "") throw refuse("An application variable needs a name.");
  if (readList(edit.state, "variables").ids.includes(name)) {
    throw refuse(`There is already an application variable ${JSON.stringify(name)}.`, { name });
  }
  edit.insert("variables", name, variable, before);
}

function assertVariable(edit: Edit, name: string): void {
  if (readList(edit.state, "variables").ids.includes(name)) return;
  throw refuse(`There is no application variable ${JSON.stringify(name)}.`, { name });
}
