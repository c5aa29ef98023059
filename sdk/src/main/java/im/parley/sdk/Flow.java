package im.parley.sdk;

/// Which way a message goes, seen from the signed-in user.
public enum Flow {
    /// From somebody else.
    IN("in"),

    /// From the user, from this instance or another one.
    OUT("out");

    private final String value;

    Flow(String value) {
        this.value = value;
    }

    /// The word that the web SDK uses: `in` or `out`.
    public String value() {
        return value;
    }
}
