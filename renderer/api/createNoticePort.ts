import type { ApiClient } from "../../core/client/ApiClient.ts";
import { findFailure } from "../../core/client/followFailures.ts";
import { readSilenced, setSilenced } from "../../core/client/silenced.ts";
import { UnseenFailures } from "../../core/client/UnseenFailures.ts";
import type { NoticePort } from "../state/ports/NoticePort.ts";
import type { HostFeed } from "./createHostFeed.ts";

export interface NoticeParts {
  feed: Pick<HostFeed, "subscribe">;
  /** Whether notifications were allowed before, are now, or are not; asks the person if nobody did. */
  ask(): Promise<"known" | "granted" | "denied">;
  onError(error: unknown): void;
}

/** Failed runs as one window tells them. */
export function createNoticePort(client: ApiClient, { feed, ask, onError }: NoticeParts): NoticePort {
  return {
    async toggle(application) {
      const permission = await ask();
      if (permission === "denied") return "denied";
      const isSilenced = permission === "known" && !(await readSilenced(client)).has(application);
      await setSilenced(client, { application, isSilenced });
      return isSilenced ? "off" : "on";
    },
    watch({ inView, show, setUnseen }) {
      let silenced: ReadonlySet<string> = new Set();
      const unseen = new UnseenFailures({
        isInView: (application) => inView() === application,
        isTold: (application) => !silenced.has(application),
      });
      const look = (): void => {
        const looked = inView();
        if (looked !== undefined && unseen.see(looked)) setUnseen(unseen.total);
      };
      const tell = async (run: string): Promise<void> => {
        const failed = await findFailure(client, run);
        if (failed === undefined) return;
        silenced = await readSilenced(client);
        look();
        const notice = unseen.add(failed);
        if (notice === undefined) return;
        setUnseen(unseen.total);
        show(notice);
      };
      const stop = feed.subscribe((event) => {
        if (event.type === "run.finished" && event.state === "FAILURE") tell(event.run_id).catch(onError);
      });
      return { look, stop };
    },
  };
}
