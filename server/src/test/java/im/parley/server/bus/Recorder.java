package im.parley.server.bus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Keeps what a bus delivers, for tests.
final class Recorder implements Bus.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LinkedBlockingQueue<Envelope> received = new LinkedBlockingQueue<>();
    private final Semaphore gaps = new Semaphore(0);

    @Override
    public void received(List<Envelope> batch) {
        received.addAll(batch);
    }

    @Override
    public void gap() {
        gaps.release();
    }

    /// The next envelope's body as text.
    String next() throws InterruptedException {
        var envelope = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (envelope == null) {
            throw new AssertionError("nothing was received within " + PATIENCE);
        }
        return text(envelope);
    }

    Envelope nextEnvelope() throws InterruptedException {
        return received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    boolean isEmpty() {
        return received.isEmpty();
    }

    void awaitGap() throws InterruptedException {
        if (!gaps.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("no gap was reported within " + PATIENCE);
        }
    }

    int gaps() {
        return gaps.availablePermits();
    }

    static String text(Envelope envelope) {
        return new String(envelope.body(), StandardCharsets.UTF_8);
    }
}
