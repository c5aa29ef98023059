package im.parley.server.settings;

/// What becomes of a message whose text has a word that is not allowed.
public enum ViolationPolicy {
    /// It is not sent: 80001.
    REFUSE,

    /// It is sent with `*` in place of the word's characters.
    MASK
}
