import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { LightMyRequestResponse } from "fastify";
import type { Description, Operation } from "./Operation.ts";

/** Says what is wrong with an answer by the description; empty = nothing. */
export function createAnswerCheck(description: Description) {
  const ajv = new Ajv2020.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "api", components: description.components });
  return (operation: Operation, answer: LightMyRequestResponse): string[] => {
    const name = `${operation.method} ${operation.path}`;
    const documented = operation.responses[String(answer.statusCode)];
    if (documented === undefined)
      return [`${name} answers ${answer.statusCode}, which it does not document: ${answer.body}`];
    const type = String(answer.headers["content-type"] ?? "").split(";", 1)[0] ?? "";
    const content = documented.content ?? {};
    if (Object.keys(content).length === 0)
      return answer.body === "" ? [] : [`${name} answers a body that it does not document`];
    const found = content[type];
    if (found === undefined) return [`${name} answers ${type}, which it does not document`];
    if (!/[/+]json$/.test(type)) return [];
    const schema = JSON.parse(JSON.stringify(found.schema).replaceAll('"#/components/', '"api#/components/'));
    const validate = ajv.compile(schema);
    return validate(answer.json())
      ? []
      : (validate.errors ?? []).map((error) => `${name} ${error.instancePath} ${error.message}`);
  };
}
