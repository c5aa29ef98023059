package im.parley.server.conversation;

import im.parley.server.fanout.Reminders;
import java.util.Collection;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// What users do not want to hear of, for the nodes that hand messages out to them.
public final class StoredWishes implements Reminders.Source {
    private final Jdbi jdbi;

    public StoredWishes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Map<Long, Reminders.Wishes> of(Collection<Long> tinyIDs) {
        return jdbi.withHandle(handle -> OptionStore.wishes(handle, tinyIDs));
    }
}
