package im.parley.server.message;

/// Who had a message sent.
enum Origin {
    /// The sender: it is stored only if they may write.
    SENDER,
    /// A back end in the sender's name: nobody is asked.
    BACK_END,
    /// The same, and the sender is not told.
    BACK_END_UNSEEN;

    boolean isTrusted() {
        return this != SENDER;
    }
}
