/**
 * Something that an app may leave out: then its bundler leaves out the code too.
 *
 * @typeParam A - its methods
 */
export interface Area<A extends object = object> {
  /** For the types alone; it is never there. */
  readonly methods?: A;
}
