package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.operation.Outbox;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of what was stored: the sender that it is, everybody else what it is. For one thread.
final class MessagePublisher {
    private static final Logger log = LoggerFactory.getLogger(MessagePublisher.class);

    private final Fanout fanout;
    private final LogFollower follower;

    MessagePublisher(Fanout fanout, LogFollower follower) {
        this.fanout = fanout;
        this.follower = follower;
    }

    void publish(List<Stored> batch) {
        var acknowledgements = new Outbox();
        var announcements = new ArrayList<Envelope>(2 * batch.size());
        for (var stored : batch) { // one message that fails must not keep the others from being told of
            answer(stored, acknowledgements);
            try {
                announce(stored, announcements);
            } catch (RuntimeException failed) {
                log.error("cannot tell of a stored message", failed);
            }
        }
        acknowledgements.send();
        try {
            fanout.publish(announcements);
        } catch (RuntimeException failed) {
            log.error("cannot deliver {} events, those after them go on", announcements.size(), failed);
        }
        batch.forEach(MessagePublisher::told);
    }

    /// Whatever happens, the sender is answered: it would wait in vain, and so would the server's shutdown.
    private static void answer(Stored stored, Outbox acknowledgements) {
        switch (stored) {
            case Stored.Taken taken -> acknowledge(taken.append(), taken.position(), acknowledgements);
            case Stored.Refused(var append, var why) -> refuse(append, why);
        }
    }

    private static void acknowledge(Append append, Position position, Outbox acknowledgements) {
        try {
            append.outcome.stored(append, position, acknowledgements);
        } catch (RuntimeException failed) {
            log.error("cannot acknowledge a stored message", failed);
            refuse(append, ErrorCode.MESSAGE_INTERNAL_ERROR.because("the message cannot be acknowledged"));
        }
    }

    private static void refuse(Append append, ChatException why) {
        try {
            append.outcome.refused(why);
        } catch (RuntimeException failed) {
            log.error("cannot refuse a message", failed);
        }
    }

    private static void told(Stored stored) {
        if (stored instanceof Stored.Taken taken) {
            try {
                taken.append().outcome.told(taken.append(), taken.position());
            } catch (RuntimeException failed) {
                log.error("what waits for a message to be told of fails", failed);
            }
        }
    }

    private void announce(Stored stored, List<Envelope> announcements) {
        switch (stored) {
            case Stored.Fresh(var append, var position) -> {
                announce(append, position, announcements);
                follower.changed(append.conversation);
            }
            case Stored.Passed(var append, var position) -> announce(append, position, announcements);
            case Stored.Retry(var append, var position, var announce) -> {
                if (announce) {
                    announce(append, position, announcements);
                }
            }
            case Stored.Dropped dropped -> {}
            case Stored.Refused refused -> {}
        }
    }

    private void announce(Append append, Position position, List<Envelope> announcements) {
        var message = WireMessages.of(append, position);
        var push = MessageText.received(message);
        var room = append.room;
        if (room != null) {
            announceInRoom(append, room, position, push, announcements);
            return;
        }
        if (append.draft.origin() != Origin.BACK_END_UNSEEN) {
            announcements.add(new Envelope(
                    new Address.User(append.sender().tinyID()), Envelope.PUSH, append.draft.exceptInstance(), push));
        }
        if (!append.toSelf()) {
            var to = new Address.User(append.receiver().tinyID());
            announcements.add(new Envelope(to, Envelope.PUSH, null, push, null, talk(append)));
        }
    }

    /// What passes the log by has no place in it: it is for who is in now.
    private static void announceInRoom(
            Append append, Rooms.Room room, Position position, byte[] push, List<Envelope> announcements) {
        if (room.isLive()) {
            announcements.add(new Envelope(
                    new Address.Room(room.conversation()), Envelope.PUSH, append.draft.exceptInstance(), push));
            return;
        }
        var talk = talk(append);
        if (append.receivers != null) {
            for (long receiver : append.receivers) {
                var except = receiver == append.sender().tinyID() ? append.draft.exceptInstance() : null;
                announcements.add(new Envelope(new Address.User(receiver), Envelope.PUSH, except, push, null, talk));
            }
            return;
        }
        var reach = new Envelope.Reach(
                room.version(), append.draft.onlineOnly() ? Long.MAX_VALUE : room.place(position.sequence()));
        announcements.add(new Envelope(
                new Address.Group(room.audience()), Envelope.PUSH, append.draft.exceptInstance(), push, reach, talk));
    }

    private static Envelope.Talk talk(Append append) {
        var audience = append.room == null ? append.conversation : append.room.audience();
        var sender = append.sender().tinyID();
        var called = append.draft.atUserList();
        if (called == null || append.room == null) {
            return new Envelope.Talk(append.conversation, audience, sender, false, Set.of());
        }
        var names = new HashSet<>(called);
        var callsAll = names.remove(Types.MSG_AT_ALL);
        return new Envelope.Talk(append.conversation, audience, sender, callsAll, names);
    }
}
