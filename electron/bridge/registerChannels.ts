import { z } from "zod";
import type { HandedFiles } from "../files/HandedFiles.ts";
import type { PersonFiles } from "../files/PersonFiles.ts";
import type { DesktopMenu } from "../preload/DesktopBridge.ts";
import type { NamedRequests } from "../protocol/NamedRequests.ts";
import type { Register } from "./createRegister.ts";

export interface ChannelParts {
  personFiles: PersonFiles;
  handedFiles: HandedFiles;
  requests: Pick<NamedRequests, "giveUp">;
  setMenu(menus: readonly DesktopMenu[]): void;
}

const nothing = z.undefined();
/** A name alone: no folder, nothing that a system reads as one. */
const fileName = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^/\\\0]+$/);
const text = z.string().min(1).max(200);
const menus = z
  .array(
    z.strictObject({
      title: text,
      items: z.array(z.strictObject({ id: text, title: text, accelerator: text.optional() })).max(200),
    }),
  )
  .max(20);

/** All that a page may ask of the program, but its events. */
export function registerChannels(
  register: Register,
  { personFiles, handedFiles, requests, setMenu }: ChannelParts,
): void {
  register({ name: "openFiles", input: nothing, run: () => personFiles.open() });
  register({
    name: "saveFile",
    input: z.strictObject({ name: fileName, bytes: z.instanceof(Uint8Array) }),
    run: (file) => personFiles.save(file),
  });
  register({ name: "showInFolder", input: z.string(), run: (path) => personFiles.show(path) });
  register({ name: "setMenu", input: menus, run: setMenu });
  register({ name: "takeFiles", input: nothing, run: () => handedFiles.take() });
  register({ name: "giveUp", input: text, run: (name) => requests.giveUp(name) });
}
