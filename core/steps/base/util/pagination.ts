import { readDataPath } from "sluice";
import { HttpBodyException } from "./httpExceptions.ts";
import { findLink } from "./linkHeader.ts";
import { parseUrl, replaceQuery } from "./urls.ts";

export const paginationModes = ["none", "link", "cursor", "page"] as const;
export type PaginationMode = (typeof paginationModes)[number];

export interface PaginationOptions {
  mode: PaginationMode;
  /** Where the list lies in each answer; "" = the answer itself. */
  itemsPath: string;
  /** link: where the URL of the next page lies in the answer; "" = in the Link header. */
  nextUrlPath: string;
  /** cursor: where the cursor of the next page lies in the answer. */
  cursorPath: string;
  /** cursor: the query parameter that takes it. */
  cursorParameter: string;
  /** page: the query parameter that takes the number. */
  pageParameter: string;
  pageStart: number;
  /** page: added for each page; the page size where the server wants an offset. */
  pageStep: number;
  /** page: a page with fewer items is the last one; 0 = only an empty page is. */
  pageSize: number;
  maxPages: number;
  /** 0 = no limit. */
  maxItems: number;
}

/** One answer, as pagination needs it. */
export interface Page {
  url: URL;
  headers: Record<string, string | string[]>;
  data: unknown;
}

export interface PagedResult<Answer extends Page> {
  items: unknown[];
  /** The last answer. */
  last: Answer;
  /** The limit that ended it before the server did. */
  stoppedBy: "max_pages" | "max_items" | undefined;
}

/** Reads page after page until the server has no more or a limit is reached. Throws when the server leads in a circle. */
export async function readPages<Answer extends Page>(
  first: URL,
  options: PaginationOptions,
  read: (url: URL) => Promise<Answer>,
): Promise<PagedResult<Answer>> {
  const items: unknown[] = [];
  const seen = new Set<string>();
  let url: URL | undefined = options.mode === "page" ? pageUrl(first, options, 0) : first;
  let page = 0;
  for (;;) {
    seen.add(url.href);
    const answer: Answer = await read(url);
    const found = listOf(answer, options.itemsPath);
    items.push(...found);
    page += 1;
    if (options.maxItems > 0 && items.length >= options.maxItems) {
      const cut = items.length > options.maxItems || nextUrl({ answer, first, options, page, count: found.length });
      return { items: items.slice(0, options.maxItems), last: answer, stoppedBy: cut ? "max_items" : undefined };
    }
    url = nextUrl({ answer, first, options, page, count: found.length });
    if (url === undefined) return { items, last: answer, stoppedBy: undefined };
    if (seen.has(url.href)) throw new HttpBodyException(`Page ${page} names itself or an earlier page as the next one`);
    if (page >= options.maxPages) return { items, last: answer, stoppedBy: "max_pages" };
  }
}

function nextUrl(facts: {
  answer: Page;
  first: URL;
  options: PaginationOptions;
  page: number;
  count: number;
}): URL | undefined {
  const { answer, first, options, page, count } = facts;
  if (options.mode === "link") {
    const target = options.nextUrlPath === "" ? findLink(linkHeader(answer), "next") : nextFromBody(answer, options);
    return target === undefined ? undefined : parseUrl(new URL(target, answer.url).href, "The next page");
  }
  if (options.mode === "cursor") {
    const cursor = readDataPath(answer.data, options.cursorPath);
    if (cursor === undefined || cursor === null || cursor === "" || cursor === false) return undefined;
    return replaceQuery(first, { [options.cursorParameter]: cursor });
  }
  if (options.mode === "page") {
    return count === 0 || count < options.pageSize ? undefined : pageUrl(first, options, page);
  }
  return undefined;
}

function nextFromBody(answer: Page, options: PaginationOptions): string | undefined {
  const target = readDataPath(answer.data, options.nextUrlPath);
  return typeof target === "string" && target !== "" ? target : undefined;
}

function linkHeader(answer: Page): string | undefined {
  const header = answer.headers.link;
  return Array.isArray(header) ? header.join(", ") : header;
}

function pageUrl(first: URL, options: PaginationOptions, page: number): URL {
  return replaceQuery(first, { [options.pageParameter]: options.pageStart + page * options.pageStep });
}

function listOf(answer: Page, path: string): unknown[] {
  const list = readDataPath(answer.data, path);
  if (Array.isArray(list)) return list;
  const place = path === "" ? "The answer" : `"${path}" in the answer`;
  throw new HttpBodyException(`${place} is not a list, so its pages cannot be joined; set items_path to the list`);
}
