/** What the operator decides. */
export interface MandateSettings {
  /**
   * How long a ticket waits for its usage event before it is captured whole: longer than any call and its report, and
   * short enough that nobody's money is held for long.
   */
  readonly ticketLifetimeMs: number;
}
