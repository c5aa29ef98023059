package im.parley.server.push;

import im.parley.server.push.PushProvider.Delivery;
import im.parley.server.push.PushProvider.Failed;
import im.parley.server.push.PushProvider.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Sends to a vendor that takes one notification a request: some at once.
final class EachAlone implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room;

    /// @param atOnce most requests at once
    EachAlone(int atOnce) {
        this.room = new Semaphore(atOnce);
    }

    List<Outcome> send(List<Delivery> deliveries, Function<Delivery, Outcome> one) {
        var running = new ArrayList<Future<Outcome>>();
        for (var delivery : deliveries) {
            running.add(threads.submit(() -> {
                room.acquire();
                try {
                    return one.apply(delivery);
                } finally {
                    room.release();
                }
            }));
        }
        return running.stream().map(EachAlone::result).toList();
    }

    private static Outcome result(Future<Outcome> future) {
        try {
            return future.get();
        } catch (ExecutionException unforeseen) {
            return new Failed("unforeseen: " + unforeseen.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Failed("the server stops");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
