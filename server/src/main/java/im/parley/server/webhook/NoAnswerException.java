package im.parley.server.webhook;

/// The back end gave no answer that can be used, and without one nothing may go ahead.
public final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    NoAnswerException(String why) {
        super(why);
        this.why = why;
    }

    @Override
    public String getMessage() {
        return why;
    }
}
