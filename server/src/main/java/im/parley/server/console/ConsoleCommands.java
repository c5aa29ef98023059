package im.parley.server.console;

import im.parley.server.rest.RestTable;
import java.util.function.IntFunction;

/// Service `console`: what operators ask that back ends have no command for.
public final class ConsoleCommands {
    static final String SERVICE = "console";

    private ConsoleCommands() {}

    /// @param apps from the SDKAppID of an app that is served to what may be asked of it
    public static void addTo(RestTable.Builder table, IntFunction<ConsoleApp> apps) {
        SettingDescriptions.addTo(table.area(id -> apps.apply(id).settings()));
        OverviewCommands.addTo(table.area(apps));
        DirectoryCommands.addTo(table.area(id -> apps.apply(id).directory()));
    }
}
