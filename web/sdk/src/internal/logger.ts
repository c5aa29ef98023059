/** Writes to the console what the app wants to see. */
export interface Logger {
  /** 0 all, 1 what a release shows, 2 warnings and errors, 3 errors, 4 nothing. */
  level: number;
  debug(...what: unknown[]): void;
  info(...what: unknown[]): void;
  warn(...what: unknown[]): void;
  error(...what: unknown[]): void;
}

/** A logger at level 1. Message texts and signatures never go through it. */
export function createLogger(): Logger {
  const writer =
    (rank: number, method: "debug" | "info" | "warn" | "error") =>
    (...what: unknown[]): void => {
      // eslint-disable-next-line no-console -- the one place that writes; apps turn it down with setLogLevel
      if (logger.level <= rank) console[method]("[Parley]", ...what);
    };
  const logger: Logger = {
    level: 1,
    debug: writer(0, "debug"),
    info: writer(1, "info"),
    warn: writer(2, "warn"),
    error: writer(3, "error"),
  };
  return logger;
}
