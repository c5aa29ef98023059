package im.parley.server.console;

import im.parley.server.rest.RestTable;

/// Service `console`: what operators ask that back ends have no command for.
public final class ConsoleCommands {
    static final String SERVICE = "console";

    private ConsoleCommands() {}

    public static void addTo(RestTable.Builder table) {
        SettingDescriptions.addTo(table);
    }
}
