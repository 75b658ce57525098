import { decodeData } from "../../data/decodeData.ts";
import { streamData } from "../../data/streamData.ts";
import type { AttemptInput, AttemptRequest } from "../../engine/ports/StepWorkers.ts";
import { DataNotAvailableException } from "../../sdk/exceptions.ts";
import { joinData } from "../../sdk/joinData.ts";

/** What the producers hand over. Decoded when it is first read, so unread data costs nothing; the copy belongs to this attempt alone. */
export class Inputs {
  private readonly request: AttemptRequest;
  private readonly warn: (message: string) => void;
  private decoded: Map<AttemptInput, unknown> | undefined;

  constructor(request: AttemptRequest, warn: (message: string) => void) {
    this.request = request;
    this.warn = warn;
  }

  /** Throws DataNotAvailableException for a step that is no direct producer. */
  byName(name: string): unknown {
    return this.read(this.find(name));
  }

  byOrder(position: number): unknown {
    const input = this.request.inputs.find((candidate) => candidate.position === position);
    if (input !== undefined) return this.read(input);
    const count = this.request.inputs.length;
    throw new DataNotAvailableException(
      `There is no earlier step at position ${position}: this step has ${count}, counted from 0`,
    );
  }

  positions(): [string, number][] {
    return this.request.inputs.map(({ step, position }) => [step, position]);
  }

  join(names: string[] | undefined): unknown {
    const inputs = this.select(names).map((input) => {
      return { step: input.step, saved: input.data.kind !== "none", value: this.read(input) };
    });
    return joinData({ inputs, producers: this.request.inputs.length, warn: this.warn });
  }

  /** For a disabled step: what cannot be joined is passed on as a list, with a warning. */
  joinOrList(): unknown {
    try {
      return this.join(undefined);
    } catch (error) {
      this.warn(`${error instanceof Error ? error.message : error}; they are passed on as a list`);
      return this.each().map((input) => input.value);
    }
  }

  /** Step and value of those that saved something. */
  each(): { step: string; value: unknown }[] {
    const saved = this.request.inputs.filter((input) => input.data.kind !== "none");
    return saved.map((input) => ({ step: input.step, value: this.read(input) }));
  }

  async *stream(names: string[] | undefined): AsyncGenerator<unknown, void> {
    for (const { data } of this.select(names)) {
      if (data.kind === "stored") yield* streamData(data.stored, this.request);
      else if (data.kind === "plain" && Array.isArray(data.value)) yield* data.value;
      else if (data.kind === "plain") yield data.value;
    }
  }

  private select(names: string[] | undefined): AttemptInput[] {
    if (names === undefined) return this.request.inputs;
    const wanted = new Set(names.map((name) => this.find(name)));
    return this.request.inputs.filter((input) => wanted.has(input));
  }

  private find(name: string): AttemptInput {
    const input = this.request.inputs.find((candidate) => candidate.step === name);
    if (input !== undefined) return input;
    const known = this.request.inputs.map((candidate) => `"${candidate.step}"`).join(", ") || "none";
    throw new DataNotAvailableException(`Step "${name}" hands no data to this one; the steps that do: ${known}`);
  }

  private read(input: AttemptInput): unknown {
    if (input.data.kind === "none") return undefined;
    if (input.data.kind === "plain") return input.data.value;
    this.decoded ??= new Map();
    if (!this.decoded.has(input)) this.decoded.set(input, decodeData(input.data.stored, this.request));
    return this.decoded.get(input);
  }
}
