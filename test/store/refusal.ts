import { isSluiceError, type SluiceError } from "../../core/base/SluiceError.ts";

/** The error a promise rejects with; fails if it does not, or with another kind of error. */
export async function refusal(promise: Promise<unknown>): Promise<SluiceError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isSluiceError(error)) throw new Error(`expected a refusal, got ${error}`);
  return error;
}
