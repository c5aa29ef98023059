package im.parley.server.conversation;

import im.parley.protocol.conversation.OptionsUpdated;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Pins of groups. They end when their users leave: else they would count for ever, since who is not in a group
/// cannot take its pin off.
public final class GroupPins {
    private GroupPins() {}

    /// Takes the pins off a group and its topics, in the transaction in which members leave it.
    ///
    /// @param members null: everybody, before the group ends
    /// @return what to tell all instances of each user after the commit, by account number
    public static Map<Long, OptionsUpdated> takeOff(Handle handle, long group, @Nullable Collection<Long> members) {
        var owners =
                members == null ? OptionStore.whoPinned(handle, group) : OptionStore.whoPinned(handle, group, members);
        if (owners.isEmpty()) {
            return Map.of();
        }
        var users = OptionStore.raise(handle, owners);
        var unpinned = OptionStore.unpin(handle, group, users);
        var groups = OptionStore.groups(handle, owners);
        var told = new HashMap<Long, OptionsUpdated>();
        users.forEach((owner, user) -> told.put(
                owner,
                new OptionsUpdated(
                        user.version(),
                        unpinned.getOrDefault(owner, List.of()).stream()
                                .map(Options::show)
                                .toList(),
                        groups.getOrDefault(owner, List.of()),
                        user.receiveOption())));
        return told;
    }
}
