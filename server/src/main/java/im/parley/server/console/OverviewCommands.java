package im.parley.server.console;

import im.parley.server.metrics.Health;
import im.parley.server.metrics.Metrics;
import im.parley.server.rest.RestTable;
import im.parley.server.session.ClusterSessions;
import im.parley.server.store.RowCount;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `console/overview` tells what there is and whether it works, `console/figures` how this node does at this moment: it
/// asks the memory only, and may be called every second.
final class OverviewCommands {
    private OverviewCommands() {}

    static void addTo(RestTable.Area<ConsoleApp> table) {
        table.on(ConsoleCommands.SERVICE, "overview", Ask.class, (app, ask) -> overview(app))
                .on(ConsoleCommands.SERVICE, "figures", Ask.class, (app, ask) -> figures(app));
    }

    /// An empty body.
    record Ask() {}

    /// @param groups by their type
    /// @param nodes those that are alive
    /// @param health whether what the process needs works, by name
    record Overview(
            Count accounts,
            Map<String, Count> groups,
            Count messages,
            List<ClusterSessions.Node> nodes,
            Map<String, Boolean> health) {}

    /// @param isEstimate whether it was not counted, since it is many
    record Count(long number, boolean isEstimate) {
        private static Count of(RowCount rows) {
            return new Count(rows.rows(), rows.isEstimate());
        }
    }

    private static Overview overview(ConsoleApp app) {
        var groups = new TreeMap<String, Count>();
        app.directory().groups().counts().forEach((type, rows) -> groups.put(type, Count.of(rows)));
        var health = new TreeMap<String, Boolean>();
        app.checks().forEach((name, check) -> health.put(name, Health.works(name, check)));
        return new Overview(
                Count.of(app.directory().accounts().count()),
                groups,
                Count.of(app.messages().get()),
                app.directory().cluster().nodes(),
                health);
    }

    /// @param node whose figures these are: where there are several, any may answer
    /// @param startedAt when the process started, milliseconds since 1970
    /// @param uptime milliseconds since then
    /// @param totals of the process, all its apps together
    /// @param sessions of the app on this node
    /// @param waiting messages of the app that wait on this node to be stored
    /// @param heapUsed bytes
    /// @param heapMax bytes
    record Figures(
            String node,
            long startedAt,
            long uptime,
            Metrics.Totals totals,
            int sessions,
            int waiting,
            long heapUsed,
            long heapMax) {}

    private static Figures figures(ConsoleApp app) {
        var process = ManagementFactory.getRuntimeMXBean();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Figures(
                app.node(),
                process.getStartTime(),
                process.getUptime(),
                app.metrics().totals(),
                app.sessions().getAsInt(),
                app.waiting().getAsInt(),
                heap.getUsed(),
                heap.getMax());
    }
}
