type Stop = () => Promise<void>;

/** Jest loads set-up and tear-down as modules of their own, which share nothing but the process. */
const shared = globalThis as { commonpoolStopServers?: Stop | undefined };

export function keepServers(stop: Stop): void {
  shared.commonpoolStopServers = stop;
}

export async function stopServers(): Promise<void> {
  await shared.commonpoolStopServers?.();
  shared.commonpoolStopServers = undefined;
}
