/** Names a request of a page, so that the page can give it up. */
export const requestHeader = "x-sluice-request";

/**
 * The requests of pages that go on, by the names they gave themselves. Electron tells nobody when a page leaves a request whose
 * answer has not begun: its page says so by that name.
 */
export class NamedRequests {
  private readonly open = new Map<string, AbortController>();

  /** Answers a request by `answer`, whose request is aborted once it is given up. What was given up has failed. */
  async follow(request: Request, answer: (request: Request) => Promise<Response>): Promise<Response> {
    const name = request.headers.get(requestHeader);
    if (name === null) return answer(request);
    const control = new AbortController();
    this.open.set(name, control);
    try {
      return await answer(new Request(request, { signal: AbortSignal.any([control.signal, request.signal]) }));
    } catch (error) {
      if (control.signal.aborted) return Response.error();
      throw error;
    } finally {
      this.open.delete(name);
    }
  }

  /** Nothing for one that was answered. */
  giveUp(name: string): void {
    this.open.get(name)?.abort();
  }

  /** The page is gone that asked for them. */
  giveUpAll(): void {
    for (const control of this.open.values()) control.abort();
  }
}
