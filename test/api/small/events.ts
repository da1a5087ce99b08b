export interface StreamEvent {
  readonly event: string;
  readonly data: { data?: unknown; errors?: { message: string; extensions: Record<string, unknown> }[] } | null;
}

/** Follows one subscription as server-sent events, by the platform's fetch. */
export async function openStream(
  url: string,
  query: string,
  options: { token?: string; variables?: object; signal?: AbortSignal } = {},
): Promise<{ status: number; events: AsyncGenerator<StreamEvent> }> {
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...(options.token && { authorization: `Bearer ${options.token}` }),
    },
    body: JSON.stringify({ query, variables: options.variables ?? {} }),
    signal: options.signal ?? null,
  });
  return { status: response.status, events: eventsOf(response) };
}

async function* eventsOf(response: Response): AsyncGenerator<StreamEvent> {
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString('utf8');
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.+)$/m.exec(block)?.[1];
      if (event) yield { event, data: data ? (JSON.parse(data) as StreamEvent['data']) : null };
    }
  }
}
