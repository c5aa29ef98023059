package im.parley.protocol;

/// The result of an operation that only succeeds: `{}`.
public record Nothing() {
    /// The one there needs to be.
    public static final Nothing INSTANCE = new Nothing();
}
