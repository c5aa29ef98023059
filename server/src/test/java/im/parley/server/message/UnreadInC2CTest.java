package im.parley.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.message.RevokeMessage;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What counts as unread of all that was written to a user.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnreadInC2CTest {
    private final TwoNodes nodes = new TwoNodes();
    private final Participants participants = new Participants(nodes.store.jdbi());

    @AfterAll
    void stop() {
        nodes.close();
    }

    @Test
    void messages_of_all_peers_count_until_they_are_read_or_revoked() {
        var talk = nodes.newTalk();
        var bob = talk.bob;
        var other = nodes.newTalk(bob);
        assertThat(participants.unreadInC2C(bob.tinyID())).isZero();

        talk.send(talk.ann, false);
        var revoked = talk.send(talk.ann, false);
        talk.send(talk.ann, false);
        other.send(other.ann, false);
        other.send(bob, false);
        assertThat(participants.unreadInC2C(bob.tinyID())).isEqualTo(4);
        assertThat(participants.unreadInC2C(talk.ann.tinyID())).isZero();
        assertThat(participants.unreadInC2C(other.ann.tinyID())).isOne();

        var conversation = new Timelines(nodes.store.jdbi())
                .find(talk.ann.tinyID(), bob.tinyID())
                .orElseThrow();
        new ReadPositions(nodes.store.jdbi()).read(bob.tinyID(), conversation, 1);
        assertThat(participants.unreadInC2C(bob.tinyID())).isEqualTo(3);

        nodes.one.revocation().revoke(talk.caller(talk.ann), new RevokeMessage(talk.conversation(talk.ann), revoked));
        assertThat(participants.unreadInC2C(bob.tinyID())).isEqualTo(2);

        participants.hide(bob.tinyID(), List.of(conversation), false);
        assertThat(participants.unreadInC2C(bob.tinyID())).isOne();
    }
}
