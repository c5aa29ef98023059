package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Live rooms before the login.
class LiveGuestTest extends Scenario {
    private final Person ann = signIn("ann");
    private final Cable cable = new Cable(server.port());
    private final Person guest = person(server.freshUserID("guest"), ChatOptions.of(TestServer.APP, cable.address()));
    private Group room;

    @BeforeEach
    void aRoomOfAnns() {
        room = result(ann.chat.createGroup(new GroupCreation("Launch").type(Types.GRP_AVCHATROOM)))
                .group();
        result(ann.chat.joinGroup(room.groupID()));
    }

    @AfterEach
    void closeCable() {
        cable.close();
    }

    @Test
    @Rule({"joinGroup#5", "general#1", "getGroupOnlineMemberCount#2"})
    void who_has_not_logged_in_hears_what_is_said_and_no_more() {
        var joined = result(guest.chat.joinGroup(room.groupID()));
        assertThat(joined.status()).isEqualTo(Types.JOIN_STATUS_SUCCESS);
        assertThat(joined.group().memberCount()).isEqualTo(1);
        assertThat(joined.group().name()).isEqualTo("Launch");
        assertThat(result(guest.chat.getGroupOnlineMemberCount(room.groupID()))).isEqualTo(1);
        assertThat(result(guest.chat.getGroupOnlineMemberCount("another"))).isZero();

        var said = ann.send("hi").to(room);
        var heard = guest.awaitMessage();
        assertThat(Person.text(heard)).isEqualTo("hi");
        assertThat(heard.conversationSubType()).isEqualTo(Types.GRP_AVCHATROOM);
        assertThat(heard.flow()).isEqualTo(Flow.IN);
        result(ann.chat.revokeMessage(said));
        assertThat(guest.await(Events.MESSAGE_REVOKED)).containsExactly(heard);
        assertThat(heard.isRevoked()).isTrue();
        assertThat(guest.chat.isReady()).isFalse();
        assertThat(errorOf(guest.chat.getGroupProfile(room.groupID())).code()).isEqualTo(2024);
        assertThat(errorOf(guest.chat.getConversationList()).code()).isEqualTo(2024);

        assertThat(result(guest.chat.quitGroup(room.groupID()))).isEqualTo(room.groupID());
        assertThat(errorOf(guest.chat.quitGroup(room.groupID())).code()).isEqualTo(2024);
        assertThat(result(guest.chat.getGroupOnlineMemberCount(room.groupID()))).isZero();
        var login = guest.chat.login(guest.userID, TestServer.userSig(guest.userID));
        assertThat(result(guest.chat.getGroupOnlineMemberCount(room.groupID()))).isZero();
        result(login);
    }

    @Test
    @Rule("joinGroup#5")
    void only_live_rooms_can_be_joined_before_the_login() {
        var hikers = result(ann.chat.createGroup(new GroupCreation("Hikers").type(Types.GRP_PUBLIC)))
                .group();

        assertThat(errorOf(guest.chat.joinGroup(hikers.groupID())).code()).isEqualTo(2662);
    }

    @Test
    @Rule("joinGroup#5")
    void who_may_not_enter_one_room_still_enters_another() {
        var hikers = result(ann.chat.createGroup(new GroupCreation("Hikers").type(Types.GRP_PUBLIC)))
                .group();

        var refused = guest.chat.joinGroup(hikers.groupID());
        var joined = guest.chat.joinGroup(room.groupID());

        assertThat(errorOf(refused).code()).isEqualTo(2662);
        assertThat(result(joined).status()).isEqualTo(Types.JOIN_STATUS_SUCCESS);
    }

    @Test
    @Rule("joinGroup#5")
    void a_guest_comes_back_after_a_lost_connection_and_a_login_ends_the_visit() {
        result(guest.chat.joinGroup(room.groupID()));
        cable.cut();
        guest.awaitUntil(Events.NET_STATE_CHANGE, net -> net.state().equals(Types.NET_STATE_DISCONNECTED));
        guest.awaitUntil(Events.NET_STATE_CHANGE, net -> net.state().equals(Types.NET_STATE_CONNECTED));
        for (int i = 0; guest.unexpectedMessages().isEmpty(); i++) { // what is said before they are back is missed
            ann.send("are you back? " + i).to(room);
            LockSupport.parkNanos(50_000_000); // a room takes 40 messages a second
        }

        guest.logIn();

        assertThat(errorOf(guest.chat.sendMessage(guest.messageTo(room, "me?"))).code())
                .isEqualTo(2101);
        result(guest.chat.joinGroup(room.groupID()));
        guest.send("me!").to(room);
        assertThat(ann.awaitTexts(1)).containsExactly("me!");
    }
}
