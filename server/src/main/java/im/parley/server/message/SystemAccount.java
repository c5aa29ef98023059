package im.parley.server.message;

/// The account that tips and notices come from. It is in every app's schema and nobody can sign in as it.
public final class SystemAccount {
    public static final long TINY_ID = 144_115_198_244_471_703L;

    public static final String USER_ID = "@TIM#SYSTEM";

    private SystemAccount() {}
}
