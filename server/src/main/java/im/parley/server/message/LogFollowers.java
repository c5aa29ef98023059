package im.parley.server.message;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Everybody who follows the log on this node. Whoever changes messages calls [#changed] after the commit.
/// Safe for use by many threads.
public final class LogFollowers implements LogFollower {
    private final List<LogFollower> followers = new CopyOnWriteArrayList<>();

    public void add(LogFollower follower) {
        followers.add(follower);
    }

    @Override
    public void changed(long conversation) {
        for (var follower : followers) {
            follower.changed(conversation);
        }
    }
}
