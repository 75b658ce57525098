import { anyValue, boolean, defineParameters, list, mapping, number, select, text } from "sluice";
import { httpParameters } from "./httpParameters.ts";
import { paginationParameters } from "./paginationParameters.ts";

const answer = "Answer";
const items = "Items";

/** Everything Query REST can be told; the names `method`, `prefix_url` and `relative_url` are the manual's. */
export const restParameters = defineParameters({
  method: select({
    title: "Method",
    description: "HTTP method to perform.",
    options: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"],
    sampleValue: "GET",
    required: true,
  }),
  prefix_url: text({
    title: "Prefix URL",
    description: "Used with the relative URL to create the full URL.",
    sampleValue: "http://10.2.11.253",
    required: true,
  }),
  relative_url: text({
    title: "Relative URL",
    description: "Added to the prefix URL; `${name}` takes a value from the data of the earlier steps.",
    sampleValue: "/api/device/${id}",
    defaultValue: "",
  }),
  params: mapping({
    title: "Query parameters",
    description: "Added to the URL after a `?`, encoded. A list repeats the name, an empty value is left out.",
    sampleValue: { limit: 100 },
  }),
  headers: mapping({
    title: "Headers",
    description: "Headers of the request. Put secrets under Authentication instead.",
    sampleValue: { accept: "application/json" },
  }),
  payload: anyValue({
    title: "Payload",
    description: "Body of the request: text, or JSON that is sent as such.",
    sampleValue: { name: "${name}" },
  }),
  payload_type: select({
    title: "Payload type",
    description: "How the payload is written. Auto: JSON for lists, objects and JSON text, else plain text.",
    options: [
      { value: "auto", label: "Auto" },
      { value: "json", label: "JSON" },
      { value: "form", label: "Form fields" },
      { value: "text", label: "Text" },
    ],
    defaultValue: "auto",
    advanced: true,
  }),
  idempotency_header: text({
    title: "Idempotency header",
    description:
      "Header with a key that is the same in every attempt of a call, so that a server can refuse to do it twice.",
    sampleValue: "Idempotency-Key",
    advanced: true,
  }),
  expected_status_codes: list<string | number>({
    title: "Expected status codes",
    description: "Any other status fails the step. Codes, ranges or classes: 200, 200-204, 2xx.",
    sampleValue: [200, 404],
    defaultValue: ["200-299"],
    section: answer,
  }),
  response_format: select({
    title: "Answer as",
    description: "Auto goes by the content type: JSON is parsed, text is decoded, the rest are bytes.",
    options: [
      { value: "auto", label: "Auto" },
      { value: "json", label: "JSON" },
      { value: "text", label: "Text" },
      { value: "binary", label: "Bytes" },
    ],
    defaultValue: "auto",
    section: answer,
  }),
  response_headers: list<string>({
    title: "Headers to keep",
    description: "Names of answer headers, or `*` for all. With any, the saved data is `{data, status, headers}`.",
    sampleValue: ["etag"],
    section: answer,
  }),
  call_per_item: select({
    title: "One call per item",
    description:
      "When the earlier steps hand over a list. Auto: one call per item if URL, query parameters, headers or payload use `${...}` of the data.",
    options: [
      { value: "auto", label: "Auto" },
      { value: "always", label: "Always" },
      { value: "never", label: "Never" },
    ],
    defaultValue: "auto",
    section: items,
    advanced: true,
  }),
  concurrency: number({
    title: "Calls at once",
    description: "At most this many calls run at the same time.",
    defaultValue: 5,
    min: 1,
    max: 100,
    section: items,
    advanced: true,
  }),
  keep_failed_items: boolean({
    title: "Keep failed items",
    description: "A failed call becomes `{error, status}` in the list and a warning, instead of failing the step.",
    defaultValue: false,
    section: items,
    advanced: true,
  }),
  ...paginationParameters,
  ...httpParameters,
});
