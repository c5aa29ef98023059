package im.parley.server.push;

import im.parley.server.message.LogCursors;
import im.parley.server.message.LogReader;
import im.parley.server.message.MessageFeed;
import im.parley.server.message.MessageFeed.After;
import im.parley.server.message.MessageFeed.Head;
import im.parley.server.message.PushFeed;
import im.parley.server.message.PushFeed.Pushable;
import im.parley.server.push.Selection.Talk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Reads the committed log and writes down who has to be told of what, in the same transaction as how far it has read:
/// nothing is lost and nothing read twice, whoever dies.
final class PushReader implements LogReader.Work {
    /// How long a message waits, so that others gather and who has just left is no longer taken for present.
    static final Duration SETTLING = Duration.ofMillis(250);

    /// What was written longer ago is no news: when all servers were away, for example.
    static final Duration OLDEST = Duration.ofHours(1);

    private static final int MESSAGES_OF_EACH = 50;
    /// Members of a group that are asked about at once.
    private static final int MEMBERS_AT_ONCE = 1_000;

    private final Jdbi jdbi;
    private final LogCursors cursors;
    private final Selection selection;
    private final PushRooms rooms;
    private final Runnable afterwards;

    /// @param afterwards called when there is something to push
    PushReader(Jdbi jdbi, LogCursors cursors, Selection selection, PushRooms rooms, Runnable afterwards) {
        this.jdbi = jdbi;
        this.cursors = cursors;
        this.selection = selection;
        this.rooms = rooms;
        this.afterwards = afterwards;
    }

    @Override
    public Set<Long> read(List<Long> conversations, long floor) {
        var open = jdbi.inTransaction(handle -> read(handle, conversations, floor));
        afterwards.run();
        return open;
    }

    @Override
    public void stopped(Handle handle) {
        Jobs.clear(handle);
    }

    private Set<Long> read(Handle handle, List<Long> conversations, long floor) {
        var read = cursors.lock(handle, conversations, floor);
        var heads = MessageFeed.heads(handle, conversations);
        var gone = new HashSet<>(conversations);
        gone.removeAll(heads.keySet());
        cursors.forget(handle, gone);
        read.keySet().removeAll(gone);
        var open = new HashSet<>(conversations);
        open.removeAll(gone);
        open.removeAll(read.keySet()); // others are reading those
        var positions = read.entrySet().stream()
                .map(entry -> new After(entry.getKey(), entry.getValue()))
                .toList();
        var messages = PushFeed.after(handle, positions, MESSAGES_OF_EACH).stream()
                .collect(Collectors.groupingBy(Pushable::conversation));
        Jobs.add(handle, select(heads, messages, floor));
        cursors.move(
                handle,
                messages.values().stream()
                        .map(List::getLast)
                        .map(last -> new After(last.conversation(), last.sequence()))
                        .toList());
        messages.forEach((conversation, some) -> {
            if (some.size() == MESSAGES_OF_EACH) {
                open.add(conversation);
            }
        });
        return open;
    }

    private List<Jobs.Draft> select(Map<Long, Head> heads, Map<Long, List<Pushable>> messages, long floor) {
        var pairs = new ArrayList<Talk>();
        var inRooms = new ArrayList<Talk>();
        messages.forEach((conversation, all) -> {
            var some = all.stream()
                    .filter(message -> message.isForPhones() && message.time() >= floor)
                    .toList();
            var head = heads.get(conversation);
            if (!some.isEmpty() && head != null) {
                (head.isRoom() ? inRooms : pairs).add(new Talk(conversation, some, List.of(head.low(), head.high())));
            }
        });
        var drafts = new ArrayList<>(selection.of(pairs));
        drafts.addAll(selectInRooms(inRooms));
        return drafts;
    }

    private List<Jobs.Draft> selectInRooms(Collection<Talk> talks) {
        if (talks.isEmpty()) {
            return List.of();
        }
        var drafts = new ArrayList<Jobs.Draft>();
        var known = rooms.of(talks.stream().map(Talk::conversation).toList());
        for (var talk : talks) {
            var room = known.get(talk.conversation());
            long after = 0;
            while (room != null) {
                var members = rooms.members(room, after, MEMBERS_AT_ONCE);
                drafts.addAll(selection.of(List.of(new Talk(talk.conversation(), talk.messages(), members))));
                if (members.size() < MEMBERS_AT_ONCE) {
                    break;
                }
                after = members.getLast();
            }
        }
        return drafts;
    }
}
