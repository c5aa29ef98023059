package im.parley.bench;

/// CPU seconds used so far by each process that takes part in a measurement.
///
/// @param nanos when, by [System#nanoTime()]
/// @param server the chat server without its children
/// @param postgres PostgreSQL with all its processes
/// @param generator this process
/// @param machine everything that runs here, and what the host of a virtual machine took away
record CpuSample(long nanos, double server, double postgres, double generator, double machine) {
    private static final double NANOS_PER_SECOND = 1e9;

    static CpuSample take(Pids pids) {
        return new CpuSample(
                System.nanoTime(),
                ProcessTable.cpuOf(pids.server()),
                ProcessTable.cpuOfTree(pids.postgres()),
                ProcessTable.cpuOf(ProcessHandle.current().pid()),
                ProcessTable.cpuOfMachine());
    }

    /// What was used since an earlier sample.
    CpuUse since(CpuSample earlier) {
        var seconds = (nanos - earlier.nanos) / NANOS_PER_SECOND;
        return new CpuUse(
                seconds,
                server - earlier.server,
                postgres - earlier.postgres,
                generator - earlier.generator,
                machine - earlier.machine);
    }

    /// Which processes to look at; 0 where there is none or it is not known.
    record Pids(long server, long postgres) {}

    /// CPU seconds used in a span of time.
    ///
    /// @param seconds how long that was
    record CpuUse(double seconds, double server, double postgres, double generator, double machine) {
        /// The part that the measured system used.
        double system() {
            return server + postgres;
        }

        /// The part that had nothing to do with the measurement.
        double others() {
            return Math.max(0, machine - server - postgres - generator);
        }

        /// Adds these figures to a report, per second of time: 1 is a core's worth.
        Object[] cores() {
            return new Object[] {server / seconds, postgres / seconds, generator / seconds, others() / seconds};
        }
    }
}
