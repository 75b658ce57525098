import { KeyedSerial } from "../../base/KeyedSerial.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { RequestKey } from "../../engine/ports/RunStore.ts";
import type { RunRecord } from "../../model/RunRecord.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import type { AcceptedRun } from "./RunService.ts";

type Ports = Pick<ServicePorts, "requestKeys" | "digests" | "runs">;

/** A request that shall start one run, however often it is sent. */
export interface KeyedRequest {
  /** Chosen by who asks. */
  key: string;
  /** Who asks: others may use the same key. */
  principal: string;
  /** All that decides what is run. */
  content: string;
}

/**
 * Starts a run once for each key. The key is stored with the acceptance of the run, so a request that is sent again finds its run
 * also after a crash. What is kept are digests made with the key: who reads the store learns neither key nor content.
 */
export class RequestKeyService {
  private readonly ports: Ports;
  private readonly turns = new KeyedSerial();

  constructor(ports: Ports) {
    this.ports = ports;
  }

  /**
   * Requests with one key go in turn: the first starts the run, the others get it. `start` hands the key on to the run. Throws
   * `request_key_used` for a key that came with another content, `not_found` when its run has expired, and what `start` throws;
   * then the key is still free.
   */
  startOnce(
    { key, principal, content }: KeyedRequest,
    start: (key: RequestKey) => Promise<AcceptedRun>,
  ): Promise<AcceptedRun & { repeated: boolean }> {
    const { digests, requestKeys } = this.ports;
    const made = { digest: digests.digest(`${principal}\0${key}`), content: digests.sign(content, key) };
    return this.turns.run(made.digest, async () => {
      const known = requestKeys.find(made.digest);
      if (known === undefined) return { ...(await start(made)), repeated: false };
      if (known.content === made.content) return { run: this.getRun(known.runId), warnings: [], repeated: true };
      throw new SluiceError(
        "request_key_used",
        `The key was used for another request, which started the run ${known.runId}. Take a new key for each request.`,
        { details: { run: known.runId } },
      );
    });
  }

  private getRun(id: string): RunRecord {
    const run = this.ports.runs.find(id);
    if (run !== undefined) return run;
    throw new SluiceError("not_found", `The run ${id} that this request started has expired.`, { details: { id } });
  }
}
