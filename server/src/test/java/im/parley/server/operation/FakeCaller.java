package im.parley.server.operation;

import java.util.concurrent.CountDownLatch;

/// Somebody who is signed in.
public record FakeCaller(long tinyID, String userID, String instanceID, CountDownLatch gone) implements Caller {
    public FakeCaller(String userID) {
        this(userID.hashCode(), userID, "instance-" + userID, new CountDownLatch(1));
    }

    @Override
    public void closed() {
        gone.countDown();
    }
}
