package im.parley.server.settings;

/// What becomes of what a back end was asked about and gave no answer that can be used.
public enum FailurePolicy {
    /// It goes ahead.
    PASS,

    /// It is refused.
    REFUSE
}
