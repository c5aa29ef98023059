/** A button that ends a request. */
export interface Answer {
  readonly label: string;
  readonly run: () => Promise<void>;
}

/** A request that waits, and what can be answered. */
export interface Decision {
  readonly key: string;
  readonly userID: string;
  readonly name: string;
  readonly picture: string;
  /** What they say. */
  readonly words: string;
  /** `null` for my own requests: nobody accepts those here. */
  readonly yes: Answer | null;
  readonly no: Answer;
}
