import { isOwnAddress, isWebAddress } from "./addresses.ts";

/** The events by which a page would leave its address. */
const leaving = ["will-navigate", "will-redirect", "will-frame-navigate"] as const;

/**
 * Holds every page of the program at its own addresses: links to web pages open in the browser of the person, windows and
 * views that a page asks for are refused.
 */
export function guardContents(contents: Electron.WebContents, openInBrowser: (url: string) => void): void {
  const stay = (event: { preventDefault(): void; url: string }): void => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  };
  // The overloads of `on` name one event each.
  const on = contents.on.bind(contents) as (event: string, listener: typeof stay) => unknown;
  for (const event of leaving) on(event, stay);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebAddress(url)) openInBrowser(url);
    return { action: "deny" };
  });
}
