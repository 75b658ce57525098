import { isSluiceError } from "../../base/SluiceError.ts";
import type { RunPlan } from "../../engine/ports/RunStore.ts";
import { readPackVersions } from "../../model/readPackVersions.ts";
import type { ClassFiles } from "../ports/StepClasses.ts";
import type { StepClassService } from "./StepClassService.ts";

/** A class as a step entry names it. */
export interface ClassName {
  file: string;
  syncpack: string | undefined;
}

/**
 * The classes of a run whose code is another one now or is gone, as a run from the editor would use them: own ones by
 * their draft where there is one, those of packs in the versions that its document wants. Compiles, and runs nothing of them.
 */
export async function listChangedClasses(
  { classes, document }: Pick<RunPlan, "classes" | "document">,
  parts: { stepClasses: StepClassService; findDraft(file: string): ClassFiles | undefined },
): Promise<ClassName[]> {
  const { stepClasses, findDraft } = parts;
  const versions = readPackVersions(document);
  const presentHash = async ({ file, syncpack }: ClassName): Promise<string | undefined> => {
    const draft = syncpack === undefined ? findDraft(file) : undefined;
    try {
      const { reference } = await (draft === undefined
        ? stepClasses.load(file, syncpack, { read: false, versions })
        : stepClasses.compileFiles(draft));
      return reference.hash;
    } catch (error) {
      if (isSluiceError(error) && error.kind === "user") return undefined;
      throw error;
    }
  };
  const checked = await Promise.all(
    Object.values(classes).map(async ({ reference: { file, syncpack, hash } }) => {
      return (await presentHash({ file, syncpack })) === hash ? [] : [{ file, syncpack }];
    }),
  );
  return checked.flat();
}
