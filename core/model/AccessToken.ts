/** What lets a request in at another system for a while. */
export interface AccessToken {
  token: string;
  /** ms since the epoch; null = its server does not say. */
  expiresAt: number | null;
}
