package im.parley.bench;

/// The time that a server is driven before it is measured.
final class WarmUp {
    private static final long POLL_MILLIS = 500;
    private static final double BUSY_SHARE = 0.7;
    private static final int PATIENCE = 4;

    private WarmUp() {}

    /// Waits until the server's compilers had their time: as long as the settings say, and longer, at most
    /// four times as long, on a machine that others keep so busy that the server has not used about that much
    /// CPU.
    static void await(Settings settings, CpuSample.Pids pids) throws InterruptedException {
        var begun = CpuSample.take(pids);
        var needed = settings.warmUp().toMillis() / 1000.0;
        while (true) {
            Thread.sleep(POLL_MILLIS); // nothing tells when a process has used its CPU
            var used = CpuSample.take(pids).since(begun);
            var busy = pids.server() == 0 || used.server() >= BUSY_SHARE * needed;
            if (used.seconds() >= needed && (busy || used.seconds() >= PATIENCE * needed)) {
                return;
            }
        }
    }
}
