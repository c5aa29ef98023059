package im.parley.sdk;

/// Where a message stands on its way to the server.
public enum MessageStatus {
    /// Created or being sent.
    UN_SEND("unSend"),

    /// Stored by the server; also every message that came from there.
    SUCCESS("success"),

    /// Could not be sent; `resendMessage` tries again.
    FAIL("fail");

    private final String value;

    MessageStatus(String value) {
        this.value = value;
    }

    /// The word that the web SDK uses: `unSend`, `success` or `fail`.
    public String value() {
        return value;
    }
}
