import { createHostFeed } from "../api/createHostFeed.ts";
import { createHostPorts } from "../api/createHostPorts.ts";
import { createNoticePort } from "../api/createNoticePort.ts";
import { createSessionClient } from "../api/createSessionClient.ts";
import { nameRequests } from "../api/nameRequests.ts";
import { forgetTexts } from "../state/session/forgetTexts.ts";
import type { AppPorts } from "./AppPorts.ts";
import { browserStorage, createBrowserId, windowStorage } from "./browser.ts";
import { desktop } from "./desktop.ts";
import { hasOpenCode, takeOpenCode } from "./takeOpenCode.ts";
import { askToNotify } from "./useFailureNotices.ts";

const windowKey = "sluice.window";

/** The host that served this page. The stream of events is opened once it is known who works here. */
export function connectHost(): AppPorts {
  const { client, redeem, session, logIn, logOut } = createSessionClient(
    desktop === undefined
      ? browserFetch
      : nameRequests(browserFetch, { createName: createBrowserId, giveUp: desktop.giveUp }),
  );
  const code = takeOpenCode(window);
  // A link that is pasted over the address of this page loads nothing by itself.
  window.addEventListener("hashchange", () => {
    if (hasOpenCode(window.location)) window.location.reload();
  });
  // Begun at once. Why it fails is told by the question for the session, which then is asked as well.
  let redeeming = code === undefined ? undefined : redeem(code).catch(() => undefined);
  const feed = createHostFeed(client, {
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onError: reportError,
  });
  const ports = createHostPorts(client, { window: windowId(), feed });
  const notices = createNoticePort(client, { feed, ask: askToNotify, onError: reportError });
  return {
    ...ports,
    notices,
    async session() {
      const found = (await redeeming) ?? (await session());
      redeeming = undefined;
      feed.listen();
      return found;
    },
    logIn,
    async logOut() {
      await logOut();
      forgetTexts(browserStorage);
      forgetTexts(windowStorage);
    },
  };
}

const browserFetch = (path: string, init: RequestInit): Promise<Response> => fetch(path, init);

/** A reload is the same window: it can go on undoing what it did. */
function windowId(): string {
  const known = sessionStorage.getItem(windowKey);
  if (known !== null) return known;
  const id = createBrowserId();
  sessionStorage.setItem(windowKey, id);
  return id;
}
