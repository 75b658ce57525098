import { isJsonEqual } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { isApplicationName } from "../../model/applicationName.ts";
import { nameClass } from "../../model/nameClass.ts";
import { renameClass } from "../../model/renameClass.ts";
import type { StepManifest } from "../../model/StepManifest.ts";
import { nearestName } from "../failures.ts";
import type { StepClassDraft, StepClassVersion } from "../ports/repositories.ts";
import type { ClassFiles, CompiledClass } from "../ports/StepClasses.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { readClassFiles } from "../transfer/readClassFiles.ts";
import type { StepClassService } from "./StepClassService.ts";

type Ports = Pick<ServicePorts, "stepClasses" | "stepClassDrafts" | "clock">;

/** What somebody wrote of a class. */
export interface ClassText {
  code: string;
  /** The texts of files it imports, by path from the class; default: those it has. */
  files?: Record<string, string> | undefined;
}

/** Whether a class could become a version: its manifest, or why not, with the places of errors in `problem.details`. */
export type ClassCheck =
  | { manifest: StepManifest; problem?: undefined }
  | { manifest?: undefined; problem: SluiceError };

/** A draft as it would become a version, or why it cannot. */
export type ClassExam =
  | { examined: CompiledClass & { manifest: StepManifest }; problem?: undefined }
  | { examined?: undefined; problem: SluiceError };

/** Use-cases of writing the user's own step classes: a draft each, and versions that runs in progress keep. */
export class StepClassEditor {
  private readonly ports: Ports;
  private readonly stepClasses: StepClassService;

  constructor(ports: Ports, stepClasses: StepClassService) {
    this.ports = ports;
    this.stepClasses = stepClasses;
  }

  /** The texts of the present version; undefined = there is no own class of this name. */
  findFiles(name: string): ClassFiles | undefined {
    const version = this.ports.stepClasses.find(name);
    return version && readClassFiles(version);
  }

  /** Every version that was once the present one, newest first; none for the class of a pack or folder. Throws `not_found`. */
  listVersions(name: string): { hash: string; createdAt: number; current: boolean }[] {
    const versions = this.ports.stepClasses.listVersions(name);
    if (versions.length > 0 || this.findDraft(name) !== undefined || this.stepClasses.isTaken(name)) return versions;
    throw new SluiceError(
      "not_found",
      `There is no step class "${name}".${nearestName(name, this.stepClasses.listNames())}`,
      {
        details: { name },
      },
    );
  }

  /** The hash of the present version; undefined = there is no own class of this name. */
  findHash(name: string): string | undefined {
    return this.ports.stepClasses.find(name)?.hash;
  }

  /** Throws `not_found`. */
  getVersion(name: string, hash: string): StepClassVersion & ClassFiles {
    const isKnown = this.ports.stepClasses.listVersions(name).some((version) => version.hash === hash);
    const found = isKnown ? this.ports.stepClasses.findByHash(hash) : undefined;
    if (found !== undefined) return { ...found, ...readClassFiles(found) };
    throw new SluiceError("not_found", `The step class "${name}" has no version ${hash}.`, { details: { name, hash } });
  }

  /** Names of the classes that have a draft. */
  listDrafts(): string[] {
    return this.ports.stepClassDrafts.list();
  }

  findDraft(name: string): StepClassDraft | undefined {
    return this.ports.stepClassDrafts.find(name);
  }

  /**
   * Keeps a text as the draft of a class, whatever is wrong with it, and says what that is. Its code runs in a worker, to
   * read its manifest. Throws `wrong_use` for a name or path that cannot be, `already_exists` for the class of a pack or folder.
   */
  async saveDraft(name: string, { author, ...text }: ClassText & { author: string }): Promise<ClassCheck> {
    this.assertOwn(name);
    const given = this.toFiles(name, text);
    const check = await this.check(given);
    await this.ports.stepClassDrafts.save({ ...given, file: name, author, updatedAt: this.ports.clock.now() });
    return check;
  }

  /** Throws `not_found`. */
  async discardDraft(name: string): Promise<void> {
    if (!(await this.ports.stepClassDrafts.delete(name))) throw noDraft(name);
  }

  /**
   * Makes a text, or without one the draft, the version that new runs use; the draft goes. Throws as `saveDraft`,
   * `compile_failed`, `step_class_invalid`, and `not_found` without text and draft.
   */
  async publish(
    name: string,
    text?: ClassText,
  ): Promise<{ result: "added" | "replaced" | "unchanged"; hash: string; manifest: StepManifest }> {
    this.assertOwn(name);
    const given = text === undefined ? this.findDraft(name) : this.toFiles(name, text);
    if (given === undefined) throw noDraft(name);
    const { main, files } = given;
    const examined = await this.stepClasses.examine({ main, files });
    const present = this.ports.stepClasses.find(name);
    const isSame = present !== undefined && isJsonEqual({ ...readClassFiles(present).files }, { ...files });
    const result = isSame ? "unchanged" : await this.stepClasses.replace(examined, main);
    await this.ports.stepClassDrafts.delete(name);
    return { result, hash: isSame ? present.hash : examined.reference.hash, manifest: examined.manifest };
  }

  /**
   * Makes the present text of a class, one of a pack too, an own class under another name. As nobody has written anything of it yet,
   * code of an uploaded pack has the rights of that pack there, until a changed text is published. `friendlyName`: what it is
   * called from then on. Throws `already_exists`, `wrong_use` for a name that cannot be, and as `publish`.
   */
  async copy(
    name: string,
    { syncpack, to, friendlyName }: { syncpack: string | undefined; to: string; friendlyName?: string | undefined },
  ): Promise<{ hash: string; manifest: StepManifest }> {
    this.assertFree(to);
    const { reference, readTexts } = await this.stepClasses.load(name, syncpack, { read: false });
    const { source, compiled } = await readTexts();
    const { main, files } = readClassFiles({ file: name, source, compiled });
    const path = `${main.slice(0, main.lastIndexOf("/") + 1)}${to}.ts`;
    const { [main]: text = source, ...others } = files;
    const renamed = renameClass(text, { from: name, to });
    const copied = friendlyName === undefined ? renamed : nameClass(renamed, friendlyName);
    const given = { main: path, files: { ...others, [path]: copied } };
    const examined = await this.stepClasses.examine(given, { origin: reference });
    await this.stepClasses.replace(examined, path);
    return { hash: examined.reference.hash, manifest: examined.manifest };
  }

  /** Deletes an own class with its draft; runs keep the versions they were accepted with. Throws `not_found`, `not_supported` for the class of a pack or folder. */
  async delete(name: string, by?: string): Promise<void> {
    if (this.ports.stepClasses.find(name) === undefined && this.stepClasses.isTaken(name)) {
      throw new SluiceError(
        "not_supported",
        `The step class "${name}" is part of a SyncPack or folder, and stays there.`,
        {
          details: { name },
        },
      );
    }
    await this.stepClasses.delete(name, by);
  }

  /** Whether the draft of a class could become a version; its code runs in a worker. Stores nothing. Throws `not_found`. */
  async examineDraft(name: string): Promise<ClassExam> {
    const draft = this.findDraft(name);
    if (draft === undefined) throw noDraft(name);
    return this.examine({ main: draft.main, files: draft.files });
  }

  /** Makes the draft of a class the first version of another one; the class stays as it is. Throws as `publish`, and `already_exists`. */
  async publishCopy(name: string, as: string): Promise<void> {
    const draft = this.findDraft(name);
    if (draft === undefined) throw noDraft(name);
    this.assertFree(as);
    const { [draft.main]: code = "", ...files } = draft.files;
    await this.publish(as, { code, files });
    await this.discardDraft(name);
  }

  /** Throws `wrong_use` for what cannot be the name of a class, and `already_exists` for that of one. */
  assertFree(name: string): void {
    this.assertOwn(name);
    if (this.ports.stepClasses.find(name) === undefined && this.findDraft(name) === undefined) return;
    throw new SluiceError("already_exists", `There is a step class "${name}" already.`, { details: { name } });
  }

  private async check(given: ClassFiles): Promise<ClassCheck> {
    const { examined, problem } = await this.examine(given);
    return examined === undefined ? { problem } : { manifest: examined.manifest };
  }

  private async examine(given: ClassFiles): Promise<ClassExam> {
    try {
      return { examined: await this.stepClasses.examine(given) };
    } catch (error) {
      const isFault = error instanceof SluiceError && ["compile_failed", "step_class_invalid"].includes(error.code);
      if (!isFault) throw error;
      return { problem: error };
    }
  }

  private toFiles(name: string, { code, files }: ClassText): ClassFiles {
    const known = this.findDraft(name) ?? this.findFiles(name) ?? { main: `${name}.ts`, files: {} };
    return { main: known.main, files: { ...(files ?? known.files), [known.main]: code } };
  }

  private assertOwn(name: string): void {
    if (!isApplicationName(name)) {
      throw new SluiceError(
        "wrong_use",
        `"${name}" cannot be the name of a step class: letters, digits, "_", "." and "-", at most 128, the first a letter or digit.`,
      );
    }
    if (!this.stepClasses.isTaken(name)) return;
    throw new SluiceError(
      "already_exists",
      `The step class "${name}" is part of a SyncPack or folder. Save yours under another name.`,
      { details: { name } },
    );
  }
}

function noDraft(name: string): SluiceError {
  return new SluiceError("not_found", `The step class "${name}" has no draft.`, { details: { name } });
}
