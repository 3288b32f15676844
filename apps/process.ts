import { ConfigError } from '#libs/platform';

interface Running {
  url: string;
  close: () => Promise<void>;
}

const STOP_WITHIN_MS = 12_000;

const describe = (error: unknown): string => {
  if (error instanceof ConfigError) return `The configuration cannot be used:\n${error.message}`;
  const code = (error as { code?: string }).code;
  if (code === 'EADDRINUSE')
    return `${(error as Error).message}: something else listens there. Stop it, or set PORT (SANDBOX_PORT, SANDBOX_SMTP_PORT) to a free one.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

/**
 * Runs one process of ours: starts it, tells the launcher when it is ready, stops cleanly on SIGINT, SIGTERM or when
 * the launcher is gone.
 */
export async function runProcess(name: string, start: () => Promise<Running>): Promise<void> {
  try {
    const running = await start();
    process.send?.({ ready: true, url: running.url });
    stopOnSignal(running);
  } catch (error) {
    process.stderr.write(`${name} could not start. ${describe(error)}\n`);
    process.exit(1);
  }
}

function stopOnSignal({ close }: Running): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
}
