import { defineParameters, number, select, text } from "sluice";
import type { ParameterReader } from "./ParameterReader.ts";
import type { PaginationOptions } from "./pagination.ts";

const section = "Pages";
const when = (equals: string) => ({ parameter: "pagination", equals });

/** Parameters of a step that reads a list page by page. */
export const paginationParameters = defineParameters({
  pagination: select({
    title: "Pages",
    description: "How the server says where the next page is. The lists of all pages become one list.",
    options: [
      { value: "none", label: "One answer only" },
      { value: "link", label: "A link to the next page" },
      { value: "cursor", label: "A cursor in the answer" },
      { value: "page", label: "Page numbers or offsets" },
    ],
    defaultValue: "none",
    section,
  }),
  items_path: text({
    title: "Path of the list",
    description: "Where the list lies in each answer, such as `data.items`; empty = the answer is the list.",
    defaultValue: "",
    sampleValue: "data.items",
    section,
  }),
  next_url_path: text({
    title: "Path of the next link",
    description: "Where the URL of the next page lies in the answer; empty = in the `Link` header with `rel=next`.",
    defaultValue: "",
    sampleValue: "links.next",
    section,
    showWhen: when("link"),
  }),
  cursor_path: text({
    title: "Path of the cursor",
    description: "Where the cursor of the next page lies in the answer; the last page has none.",
    defaultValue: "next_cursor",
    section,
    showWhen: when("cursor"),
  }),
  cursor_param: text({
    title: "Cursor parameter",
    description: "Query parameter that takes the cursor.",
    defaultValue: "cursor",
    section,
    showWhen: when("cursor"),
  }),
  page_param: text({
    title: "Page parameter",
    description: "Query parameter that takes the number of the page, or the offset.",
    defaultValue: "page",
    section,
    showWhen: when("page"),
  }),
  page_start: number({
    title: "First page",
    description: "Number of the first page; 0 for offsets.",
    defaultValue: 1,
    section,
    showWhen: when("page"),
  }),
  page_step: number({
    title: "Page step",
    description: "Added for each page; the size of a page for offsets.",
    defaultValue: 1,
    min: 1,
    section,
    showWhen: when("page"),
  }),
  page_size: number({
    title: "Size of a page",
    description: "A page with fewer items is the last one; 0 = only an empty page is. Ask for the size in `params`.",
    defaultValue: 0,
    min: 0,
    section,
    showWhen: when("page"),
  }),
  max_pages: number({
    title: "Most pages",
    description: "Stops there with a warning.",
    defaultValue: 100,
    min: 1,
    section,
    advanced: true,
  }),
  max_items: number({
    title: "Most items",
    description: "Stops there with a warning; 0 = no limit.",
    defaultValue: 0,
    min: 0,
    section,
    advanced: true,
  }),
});

/** Reads the parameters above. */
export function readPagination(step: ParameterReader<typeof paginationParameters>): PaginationOptions {
  return {
    mode: step.getParameter("pagination"),
    itemsPath: step.getParameter("items_path"),
    nextUrlPath: step.getParameter("next_url_path"),
    cursorPath: step.getParameter("cursor_path"),
    cursorParameter: step.getParameter("cursor_param"),
    pageParameter: step.getParameter("page_param"),
    pageStart: step.getParameter("page_start"),
    pageStep: step.getParameter("page_step"),
    pageSize: step.getParameter("page_size"),
    maxPages: step.getParameter("max_pages"),
    maxItems: step.getParameter("max_items"),
  };
}
