/** Codes of authenticator apps (RFC 6238: SHA-1, six digits, 30 s, as all of them do). */
export interface OneTimeCodes {
  /** A fresh secret in base32. */
  createSecret(): Promise<string>;
  /** The `otpauth://` address that apps read from a QR code. */
  addressOf(secret: string, user: string): Promise<string>;
  /** The time step whose code this is, at most one step from `now` (ms); undefined = none. */
  findStep(secret: string, given: { code: string; now: number }): Promise<number | undefined>;
}
