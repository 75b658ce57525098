import type { ElectronParts } from "../ElectronParts.ts";
import { askAboutKey } from "../life/askPerson.ts";
import type { VaultKey } from "./VaultKey.ts";

export interface MoveKeyParts {
  vaultKey: Pick<VaultKey, "seal" | "unseal">;
  dialog: Pick<ElectronParts["dialog"], "showErrorBox" | "showMessageBox">;
  toKeychain: boolean;
}

/** Moves the key of encrypted values into the keychain, after a question, or back into its file. Tells what went wrong. */
export async function moveKey({ vaultKey, dialog, toKeychain }: MoveKeyParts): Promise<void> {
  try {
    if (!toKeychain) await vaultKey.unseal();
    else if (await askAboutKey(dialog)) await vaultKey.seal();
  } catch (error) {
    dialog.showErrorBox("The key was not moved", error instanceof Error ? error.message : String(error));
  }
}
