/** How long requests and their headers may take to arrive at a server of Node. `requestTimeout`: ms. */
export function serverLimits(requestTimeout: number) {
  return {
    requestTimeout,
    headersTimeout: requestTimeout,
    // Node looks every 30 s otherwise, however short the time is.
    connectionsCheckingInterval: Math.min(requestTimeout / 4, 10_000),
  };
}

/** How long a request may take to arrive, ms. */
export const standardRequestTimeout = 60_000;
