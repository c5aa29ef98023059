package im.parley.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/// How long an invitation takes until the invited has it, and what invitations cost that wait to be answered.
final class CallsBench implements Benchmark {
    private static final int PAIRS = 100;
    private static final int RATE = 500;
    private static final int TIMERS = 100_000;

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public String about() {
        return "invite → received at 500 invitations/s offered; CPU with 100,000 pending timers against none";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        try (var target = Target.open(settings)) {
            var pairs = CallPair.open(target.client(), PAIRS);
            var loop = target.network().loop();
            Latency.warmUp(settings, loop, pairs, target.pids());
            try (var database = target.database()) {
                if (database == null) {
                    report.remark("Pending timers are measured on a server of our own only.");
                } else {
                    timers(settings, target, report, database);
                    LogSegments.recycle(database);
                    StatementCost.reset(database);
                }
            }
            var table = report.table(
                    "Invitations in C2C, from due to received, open loop, milliseconds",
                    Latency.columns("invitations"));
            int rate = settings.size(RATE, RATE / 10);
            for (int run = 1; run <= settings.runs(); run++) {
                var latency = Latency.measure(settings, loop, pairs, target.pids(), rate);
                latency.addTo(table, "run " + run);
                report.value("run" + run + "p50Millis", latency.millis(50));
                report.value("run" + run + "p99Millis", latency.millis(99));
            }
            StatementCost.report(report, target);
            pairs.forEach(Pair::close);
        }
        return report;
    }

    /// In turns, so that what else the machine does touches both.
    private static void timers(Settings settings, Target target, Report report, Connection database) throws Exception {
        int timers = settings.size(TIMERS, TIMERS / 10);
        var table = report.table(
                "CPU of a server that has nothing to do, signed-in users online",
                "pending timers",
                "server cores",
                "PostgreSQL cores",
                "generator cores",
                "others");
        var without = new ArrayList<CpuSample.CpuUse>();
        var with = new ArrayList<CpuSample.CpuUse>();
        for (int run = 1; run <= settings.runs(); run++) {
            clear(database);
            without.add(idle(settings, target, table, 0));
            load(database, timers);
            with.add(idle(settings, target, table, timers));
        }
        report.value("idleCoresWithoutTimers", Medians.of(without, use -> use.system() / use.seconds()));
        report.value("idleCoresWithTimers", Medians.of(with, use -> use.system() / use.seconds()));
    }

    private static CpuSample.CpuUse idle(Settings settings, Target target, Table table, int timers)
            throws InterruptedException {
        Thread.sleep(Throughput.RAMP_MILLIS); // until what was loaded is written and the server is quiet
        var before = CpuSample.take(target.pids());
        Thread.sleep(settings.span().toMillis()); // timers pend meanwhile
        var use = CpuSample.take(target.pids()).since(before);
        var cores = use.cores();
        table.row(timers, cores[0], cores[1], cores[2], cores[3]);
        return use;
    }

    private static void clear(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("TRUNCATE invitation, invitation_signal");
            statement.execute("CHECKPOINT");
        }
    }

    /// Of as many pairs of users, over the next day.
    private static void load(Connection database, int timers) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("""
                    INSERT INTO invitation (id, inviter, group_id, invitees, pending, data, timeout, online_only,
                        message_id, created_at, due_at)
                    SELECT gen_random_uuid(), 'a' || i, '', ARRAY['b' || i], ARRAY['b' || i], '', 86400, false,
                        i || '-' || extract(epoch FROM now())::bigint || '-1', extract(epoch FROM now())::bigint * 1000,
                        extract(epoch FROM now())::bigint * 1000 + 3600000 + i * 800
                    FROM generate_series(1, %d) i
                    """.formatted(timers));
            statement.execute("VACUUM (ANALYZE) invitation");
            statement.execute("CHECKPOINT");
        }
    }
}
