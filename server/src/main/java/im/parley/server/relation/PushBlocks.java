package im.parley.server.relation;

import im.parley.server.push.Blocks;
import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// Who wants no push of whom: users on each other's blacklists, also in groups, where messages are delivered all the
/// same.
public final class PushBlocks implements Blocks {
    private final Jdbi jdbi;

    public PushBlocks(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Set<Pair> among(Collection<Pair> pairs) {
        return jdbi.withHandle(handle -> BlacklistTable.among(handle, pairs));
    }
}
