package im.parley.server.message;

import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// Changed messages of a room between the first and the last of which nobody came in: so whoever sees one of
/// them, and has cleared none, sees all.
///
/// @param messages at least one, in the order of their places
/// @param reach members who stand below this place are told all together; 0: nobody
/// @param others who is told one by one, and up to which sequence they cleared the room
record ChangedInRoom(List<StoredMessage> messages, long reach, Map<Long, Long> others) {
    /// Most messages of one event, so that frames stay small.
    private static final int MOST = 50;

    /// @param changed in the order of their places
    static List<ChangedInRoom> of(Handle handle, Rooms rooms, View view, List<StoredMessage> changed) {
        if (changed.isEmpty()) {
            return List.of();
        }
        var room = ((Parties.Members) view.parties()).room();
        var newcomers = newcomers(handle, view, changed);
        var all = new ArrayList<ChangedInRoom>();
        int begin = 0;
        for (int end = 1; end <= changed.size(); end++) {
            if (end == changed.size()
                    || end - begin == MOST
                    || !isAlike(changed.get(end - 1), changed.get(end), newcomers)) {
                all.add(some(handle, rooms, room, List.copyOf(changed.subList(begin, end))));
                begin = end;
            }
        }
        return all;
    }

    private static boolean isAlike(StoredMessage one, StoredMessage next, Map<Long, Long> newcomers) {
        return one.receivers() == null
                && next.receivers() == null
                && Objects.equals(newcomers.get(one.sequence()), newcomers.get(next.sequence()));
    }

    /// After how many messages the first came who came later than each of these; without those after which
    /// nobody came.
    private static Map<Long, Long> newcomers(Handle handle, View view, List<StoredMessage> messages) {
        var entered = new HashMap<Long, Long>();
        handle.createQuery("""
                        SELECT m.sequence, p.entered_sequence FROM unnest(:sequences) AS m (sequence)
                        CROSS JOIN LATERAL (
                            SELECT entered_sequence FROM participant
                            WHERE conversation_id = :conversation AND entered_sequence >= m.sequence
                            ORDER BY entered_sequence LIMIT 1) p
                        """)
                .bind(
                        "sequences",
                        messages.stream().map(StoredMessage::sequence).toArray(Long[]::new))
                .bind("conversation", view.conversation())
                .map((row, context) -> entered.put(row.getLong(1), row.getLong(2)))
                .list();
        return entered;
    }

    private static ChangedInRoom some(Handle handle, Rooms rooms, Rooms.Room room, List<StoredMessage> messages) {
        var first = messages.getFirst();
        var others = new HashMap<Long, Long>();
        if (first.receivers() != null) {
            rooms.present(handle, room, first.receivers()).forEach(user -> others.put(user, 0L));
            return new ChangedInRoom(messages, 0, others);
        }
        handle.createQuery("""
                        SELECT tiny_id, cleared_sequence FROM participant
                        WHERE conversation_id = :conversation AND entered_sequence >= :first AND cleared_sequence < :last
                        ORDER BY entered_sequence LIMIT :limit
                        """)
                .bind("conversation", first.conversation())
                .bind("first", first.sequence())
                .bind("last", messages.getLast().sequence())
                .bind("limit", MessageChanges.MAX_LATE_READERS)
                .map((row, context) -> others.put(row.getLong(1), row.getLong(2)))
                .list();
        return new ChangedInRoom(messages, rooms.reach(handle, room, first.sequence()), others);
    }

    /// What is sent to those who see them.
    List<Envelope> envelopes(Caller caller, View view, MessageChanges.News news) {
        var envelopes = new ArrayList<Envelope>();
        var all = push(view, messages, news);
        others.forEach((user, cleared) -> {
            var seen = messages.stream()
                    .filter(message -> message.sequence() > cleared)
                    .toList();
            envelopes.add(
                    MessageChanges.pushTo(caller, user, seen.size() == messages.size() ? all : push(view, seen, news)));
        });
        if (reach > 0) {
            var room = ((Parties.Members) view.parties()).room();
            envelopes.add(new Envelope(
                    new Address.Group(room.audience()),
                    Envelope.PUSH,
                    caller.instanceID(),
                    all,
                    new Envelope.Reach(room.version(), reach)));
        }
        return envelopes;
    }

    private static byte[] push(View view, List<StoredMessage> messages, MessageChanges.News news) {
        return Frame.pushText(news.to(
                view,
                null,
                messages.stream()
                        .map(message -> view.show(message, WireMessages.ANYBODY))
                        .toList()));
    }
}
