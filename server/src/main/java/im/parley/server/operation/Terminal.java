package im.parley.server.operation;

import im.parley.protocol.session.Platform;

/// What a request came from, as back ends are told.
///
/// @param platform `Web`, `Android`, …, `RESTAPI` for a back end, `Unknown`
/// @param ip address of the client; empty where it is not known
public record Terminal(String platform, String ip) {
    public static final Terminal UNKNOWN = new Terminal("Unknown", "");
    public static final Terminal BACK_END = new Terminal("RESTAPI", "");

    /// What back ends call a kind of terminal.
    public static String name(Platform platform) {
        return platform == Platform.IPHONE ? "iOS" : platform.wireName();
    }
}
