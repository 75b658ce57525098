import type { z } from "zod";
import { isOwnAddress } from "../window/addresses.ts";

export interface Channel<T> {
  /** What a page asks for, as its bridge names it. */
  name: string;
  /** What a page may send along. */
  input: z.ZodType<T>;
  run(input: T): unknown;
}

export type Register = <T>(channel: Channel<T>) => void;

/** Registers what pages may ask of the program: only the page of the program itself, and only what fits the channel. */
export function createRegister(ipc: Pick<Electron.IpcMain, "handle">): Register {
  return ({ name, input, run }) =>
    ipc.handle(name, async ({ senderFrame }, given: unknown) => {
      if (!isOwnPage(senderFrame)) throw new Error(`Only a page of Sluice may ask for ${name}.`);
      const checked = input.safeParse(given);
      if (!checked.success) throw new Error(`${name} does not take what it was given.`);
      return run(checked.data);
    });
}

/** Whether a message comes from the page itself: a frame inside of it may not ask, nor one that is gone. */
export function isOwnPage(frame: Pick<Electron.WebFrameMain, "url" | "parent"> | null): boolean {
  return frame !== null && frame.parent === null && isOwnAddress(frame.url);
}
