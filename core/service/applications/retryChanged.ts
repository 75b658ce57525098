import { isSluiceError } from "../../base/SluiceError.ts";

/** How often an application that somebody else publishes meanwhile is read again. */
const mostTries = 10;

/** Does again what reads an application and publishes it, when somebody else published it in between. Throws what `work` throws. */
export async function retryChanged<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isSluiceError(error, "changed_meanwhile") || tries === mostTries) throw error;
    }
  }
}
