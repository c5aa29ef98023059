package im.parley.server.operation;

import im.parley.protocol.CloseReason;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Somebody who is signed in.
public record FakeCaller(long tinyID, String userID, String instanceID, CountDownLatch gone) implements Caller {
    public FakeCaller(String userID) {
        this(userID.hashCode(), userID, "instance-" + userID, new CountDownLatch(1));
    }

    @Override
    public void closed(@Nullable CloseReason why) {
        gone.countDown();
    }
}
