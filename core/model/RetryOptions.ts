/** The retry keys of a step entry with their defaults filled in (semantics, section 5). Times in seconds. */
export interface RetryOptions {
  retryMax: number;
  retryBackoff: boolean;
  retryJitter: boolean;
  retryBackoffMax: number;
  retryCountdown: number;
}

export const defaultRetryOptions: RetryOptions = {
  retryMax: 0,
  retryBackoff: false,
  retryJitter: false,
  retryBackoffMax: 600,
  retryCountdown: 180,
};
