import { until } from './marketplace.ts';

export interface StreamedEvent {
  id: string;
  type: string;
  data: Record<string, unknown>;
}

/** An open `GET /v1/events`, read as a browser's EventSource reads it. */
export class EventStream {
  readonly events: StreamedEvent[] = [];
  isEnded = false;

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {}

  static async open(url: string, token: string, lastEventId?: string): Promise<EventStream> {
    const abort = new AbortController();
    const response = await fetch(`${url}/v1/events`, {
      headers: { authorization: `Bearer ${token}`, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
      signal: abort.signal,
    });
    const stream = new EventStream(response, abort);
    void stream.read();
    return stream;
  }

  close(): void {
    this.abort.abort();
  }

  untilEvent(wanted: (event: StreamedEvent) => boolean): Promise<StreamedEvent> {
    return until(
      async () => this.events.find(wanted),
      (event) => event !== undefined,
    ) as Promise<StreamedEvent>;
  }

  private async read(): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.take(block);
      }
    } catch {
      // closed by us, or by a process that ended
    }
    this.isEnded = true;
  }

  private take(block: string): void {
    const lines = block
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
    const fields = Object.fromEntries(lines) as Record<string, string>;
    if (fields.event === undefined) return;
    const data = JSON.parse(fields.data ?? '{}') as Record<string, unknown>;
    this.events.push({ id: fields.id ?? '', type: fields.event, data });
  }
}
