import { createHash } from "node:crypto";
import { BaseStep } from "sluice";
import { oauthHelp } from "../util/authentication.ts";
import { HttpStatusException } from "../util/httpExceptions.ts";
import { type HttpConnection, openConnection } from "../util/httpParameters.ts";
import { isRecord, lookupForItem, usesInputData } from "../util/itemLookup.ts";
import { mapConcurrent } from "../util/mapConcurrent.ts";
import { type Page, readPages } from "../util/pagination.ts";
import { readPagination } from "../util/paginationParameters.ts";
import { readHeaders } from "../util/readHeaders.ts";
import { type DataResponse, requestData } from "../util/requestData.ts";
import { encodePayload, type Payload } from "../util/requestPayload.ts";
import { keepHeaders } from "../util/responseHeaders.ts";
import { restParameters } from "../util/restParameters.ts";
import { parseExpectedStatus } from "../util/statusCodes.ts";
import { joinUrl, withQuery } from "../util/urls.ts";

const help = `
Calls a REST API and saves what it returned.

**URL.** \`prefix_url\` and \`relative_url\` joined by one slash. \`\${name}\` in the relative URL takes a value from the data of the
earlier steps; write \`\${step_func.encode \${name}}\` for values that may hold spaces or slashes.

**Items.** If the earlier steps hand over a list and the request uses values of it, one call is made per item, several at once, and
the results are a list in the same order. Items that are no objects are reached as \`\${item}\`, the position as \`\${index}\`. An object gives one call.

**Saved data.** The answer: parsed JSON, text, or bytes. With *Headers to keep*: \`{data, status, headers}\`, header names in lower
case. With pages: the items of all pages as one list.

**Failure.** An unexpected status, a broken connection, a certificate that is not trusted, or no complete answer within the timeout
fails the attempt; the step's retry options apply. An answer 429 or 503 with \`Retry-After\` is asked again first, at most 3 times.

Proxies are taken from \`HTTP_PROXY\`, \`HTTPS_PROXY\` and \`NO_PROXY\`.
${oauthHelp}`;

/** The parameters that describe one call. */
const requestNames = ["relative_url", "params", "headers", "payload"] as const;

/** What one call is made for. */
interface Item {
  /** Answers `${...}` before the data of the earlier steps does. */
  lookup: unknown;
  index: number;
}

/** Query REST (manual, Default steps). */
export default class QueryREST extends BaseStep.with(restParameters) {
  override friendlyName = "Query REST";
  override description =
    "Step facilitates REST interactions and will return the returned data dictionary and specified headers as data to the next step";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Web";
  override icon = "globe";
  override help = help;

  override async execute() {
    const connection = openConnection(this);
    try {
      const input = this.joinPreviousStepData();
      const data =
        Array.isArray(input) && this.#callsPerItem()
          ? await this.#queryItems(connection, input)
          : await this.#query(connection, { lookup: isRecord(input) ? input : undefined, index: 0 });
      await this.saveDataForNextStep(data);
    } finally {
      await connection.client.close();
    }
  }

  /** Step function: a value as one part of a URL. */
  encode(value: unknown): string {
    return encodeURIComponent(String(value));
  }

  async #queryItems(connection: HttpConnection, items: unknown[]): Promise<unknown[]> {
    const keepFailed = this.getParameter("keep_failed_items");
    const results = await mapConcurrent(items, {
      limit: this.getParameter("concurrency"),
      work: async (item, index) => {
        try {
          return await this.#query(connection, { lookup: lookupForItem(item, index), index });
        } catch (error) {
          if (!keepFailed || !(error instanceof Error) || this.signal.aborted) throw error;
          this.logger.warning(`Item ${index}: ${error.message}`);
          return { error: error.message, status: error instanceof HttpStatusException ? error.status : null };
        }
      },
    });
    this.logger.flow(`${items.length} calls made, one per item`);
    return results;
  }

  /** One call, or the calls of all pages. */
  async #query(connection: HttpConnection, item: Item): Promise<unknown> {
    const { lookup } = item;
    const pagination = readPagination(this);
    const names = this.getParameter("response_headers") ?? [];
    const first = withQuery(
      joinUrl(this.getParameter("prefix_url", lookup), this.getParameter("relative_url", lookup)),
      this.getParameter("params", lookup) ?? {},
    );
    const read = (url: URL) => this.#send({ connection, item, url, trusted: url.origin === first.origin });
    if (pagination.mode === "none") {
      const response = await read(first);
      return keepHeaders(response, { names, data: response.data });
    }
    const { items, last, stoppedBy } = await readPages<DataResponse & Page>(first, pagination, read);
    if (stoppedBy) this.logger.warning(`Stopped by ${stoppedBy} after ${items.length} items; the server has more`);
    return keepHeaders(last, { names, data: items });
  }

  #send(call: { connection: HttpConnection; item: Item; url: URL; trusted: boolean }): Promise<DataResponse> {
    const { connection, item, url, trusted } = call;
    const payload = encodePayload(this.getParameter("payload", item.lookup), this.getParameter("payload_type"));
    return requestData({
      connection,
      exchange: {
        method: this.getParameter("method"),
        url,
        headers: this.#headers(item, payload),
        body: payload?.body,
      },
      expected: parseExpectedStatus(this.getParameter("expected_status_codes")),
      format: this.getParameter("response_format"),
      trusted,
      signal: this.signal,
      log: this.logger,
    });
  }

  #headers(item: Item, payload: Payload): Record<string, string> {
    const headers = readHeaders(this.getParameter("headers", item.lookup));
    const name = this.getParameter("idempotency_header");
    if (name) {
      headers[name] = createHash("sha256").update(`${this.idempotencyKey} ${item.index}`).digest("hex").slice(0, 32);
    }
    const hasType = Object.keys(headers).some((header) => header.toLowerCase() === "content-type");
    return payload && !hasType ? { ...headers, "content-type": payload.contentType } : headers;
  }

  #callsPerItem(): boolean {
    const choice = this.getParameter("call_per_item");
    return choice === "always" || (choice === "auto" && usesInputData(this, requestNames));
  }
}
