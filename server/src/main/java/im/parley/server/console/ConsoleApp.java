package im.parley.server.console;

import im.parley.server.group.GroupDirectory;
import im.parley.server.metrics.Metrics;
import im.parley.server.session.ClusterSessions;
import im.parley.server.settings.Settings;
import im.parley.server.store.RowCount;
import im.parley.server.users.AccountDirectory;
import im.parley.server.users.Accounts;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// What the console may ask of an app.
///
/// @param messages how many are stored
/// @param sessions instances that are signed in on this node
/// @param waiting messages that wait on this node to be stored
/// @param metrics of the process
/// @param checks what must work before the process is ready, by name
/// @param node name of this one
public record ConsoleApp(
        Directory directory,
        Settings settings,
        Supplier<RowCount> messages,
        IntSupplier sessions,
        IntSupplier waiting,
        Metrics metrics,
        Map<String, BooleanSupplier> checks,
        String node) {
    /// Who and what there is.
    ///
    /// @param users finds one by name
    /// @param accounts lists them
    public record Directory(
            Accounts users, AccountDirectory accounts, GroupDirectory groups, ClusterSessions cluster) {}
}
