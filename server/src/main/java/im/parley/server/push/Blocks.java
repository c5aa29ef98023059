package im.parley.server.push;

import java.util.Collection;
import java.util.Set;

/// Who wants nothing of whom. Asked by push, known to who keeps the blacklists.
@FunctionalInterface
public interface Blocks {
    /// A sender and somebody to be told of it, account numbers.
    record Pair(long receiver, long sender) {}

    /// Those of these pairs whose receiver has the sender on the blacklist.
    Set<Pair> among(Collection<Pair> pairs);
}
