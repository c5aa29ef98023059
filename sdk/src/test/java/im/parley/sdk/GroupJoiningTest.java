package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Section H: who comes into a group and goes, by themselves.
class GroupJoiningTest extends GroupScenario {
    @Test
    @Rule({"joinGroup#1", "joinGroup#4", "searchGroupByID#1", "getGroupProfile#2"})
    void groups_are_found_and_joined() {
        var work = group(new GroupCreation("Hikers"));
        var open =
                group(new GroupCreation("Climbers").type(Types.GRP_PUBLIC).joinOption(Types.JOIN_OPTIONS_FREE_ACCESS));
        ann.send("earlier").to(open);
        assertThat(errorOf(bob.chat.searchGroupByID(work.groupID())).code()).isEqualTo(10007);
        assertThat(errorOf(bob.chat.joinGroup(work.groupID())).code()).isEqualTo(10007);
        assertThat(errorOf(bob.chat.getGroupProfile(work.groupID())).code()).isEqualTo(10007);
        assertThat(errorOf(bob.chat.getGroupProfile("no-such-group")).code()).isEqualTo(10010);
        var found = result(bob.chat.searchGroupByID(open.groupID()));
        assertThat(found.name()).isEqualTo("Climbers");
        assertThat(found.selfInfo()).isNull();
        assertThat(bob.groups()).isEmpty();

        var joined = result(bob.chat.joinGroup(open.groupID()));

        assertThat(joined.status()).isEqualTo(Types.JOIN_STATUS_SUCCESS);
        assertThat(joined.group().memberCount()).isEqualTo(2);
        assertThat(joined.group().selfInfo().role()).isEqualTo(Types.GRP_MBR_ROLE_MEMBER);
        assertThat(result(bob.chat.joinGroup(open.groupID())).status()).isEqualTo(Types.JOIN_STATUS_ALREADY_IN_GROUP);
        assertThat(bob.awaitTip().operationType()).isEqualTo(Types.GRP_TIP_MBR_JOIN);
        assertThat(ann.awaitTip().userIDList()).containsExactly(bob.userID);
        ann.awaitGroups(list -> list.stream().anyMatch(one -> one.memberCount() == 2));
        bob.awaitConversations(list -> list.size() == 1);
        ann.send("welcome").to(open);
        assertThat(bob.awaitTexts(1)).containsExactly("welcome");
        assertThat(bob.conversationIn(open).unreadCount()).isEqualTo(1);
        assertThat(bob.unexpectedMessages()).isEmpty();
        assertThat(bob.unexpectedTips()).isEmpty();
    }

    @Test
    @Rule("general#1")
    void joining_and_quitting_wait_for_a_login_that_is_running() {
        var open =
                group(new GroupCreation("Climbers").type(Types.GRP_PUBLIC).joinOption(Types.JOIN_OPTIONS_FREE_ACCESS));
        var groupID = open.groupID();
        var newcomer = person(server.freshUserID("newcomer"));

        var login = newcomer.chat.login(newcomer.userID, TestServer.userSig(newcomer.userID));
        var joined = newcomer.chat.joinGroup(groupID);
        assertThatThrownBy(() -> newcomer.chat.joinGroup("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> newcomer.chat.quitGroup("")).isInstanceOf(IllegalArgumentException.class);

        result(login);
        assertThat(result(joined).status()).isEqualTo(Types.JOIN_STATUS_SUCCESS);
        newcomer.awaitGroups(list -> list.size() == 1);
        result(newcomer.chat.logout());
        newcomer.chat.login(newcomer.userID, TestServer.userSig(newcomer.userID));
        assertThat(result(newcomer.chat.quitGroup(groupID))).isEqualTo(groupID);
        assertThat(newcomer.groups()).isEmpty();
        assertThat(newcomer.pending(Events.ERROR)).isZero();
    }

    @Test
    @Rule({"general#1", "general#2"})
    void joining_and_quitting_fail_with_the_login_that_they_wait_for() {
        var stranger = person(server.freshUserID("stranger"));

        var login = stranger.chat.login(stranger.userID, "no signature");
        var calls = List.of(stranger.chat.joinGroup("anything"), stranger.chat.quitGroup("anything"));

        errorOf(login);
        for (var call : calls) {
            assertThat(errorOf(call).code()).isEqualTo(3001);
        }
    }

    @Test
    @Rule({"quitGroup#1", "quitGroup#2"})
    void who_quits_is_out_and_keeps_the_conversation() {
        var annToo = anotherInstanceOf(ann);
        var work = groupWithBob(Types.GRP_WORK);
        var open = groupWithBob(Types.GRP_PUBLIC);
        bob.awaitGroups(list -> list.size() == 2);
        annToo.awaitGroups(list -> list.size() == 2);
        bob.awaitTip();
        bob.awaitTip();

        assertThat(errorOf(ann.chat.quitGroup(open.groupID())).code()).isEqualTo(10009);
        assertThat(result(ann.chat.quitGroup(work.groupID()))).isEqualTo(work.groupID());

        ann.awaitGroups(list -> list.size() == 1);
        annToo.awaitGroups(list -> list.size() == 1);
        var tip = bob.awaitTip();
        assertThat(tip.operationType()).isEqualTo(Types.GRP_TIP_MBR_QUIT);
        assertThat(tip.operatorID()).isEqualTo(ann.userID);
        assertThat(tip.memberCount()).isEqualTo(1);
        var left = bob.awaitGroups(
                list -> list.stream().anyMatch(one -> one.ownerID().isEmpty() && one.memberCount() == 1));
        assertThat(left).hasSize(2);
        assertThat(ann.conversationIn(work).groupProfile().name()).isEqualTo("Hikers");
        assertThat(annToo.conversationIn(work).groupProfile().selfInfo()).isNull();
        assertThat(errorOf(ann.chat.sendMessage(ann.messageTo(work, "still here")))
                        .code())
                .isEqualTo(10007);
    }

    @Test
    void who_quits_is_told_of_it_at_their_other_instances_only() {
        var eveToo = anotherInstanceOf(eve);
        var open = groupWithBob(Types.GRP_PUBLIC);
        result(ann.chat.updateGroupProfile(new GroupUpdate(open.groupID()).joinOption(Types.JOIN_OPTIONS_FREE_ACCESS)));
        result(eve.chat.joinGroup(open.groupID()));
        eveToo.awaitGroups(list -> list.size() == 1);

        result(eve.chat.quitGroup(open.groupID()));

        var notice = eveToo.awaitNotice();
        assertThat(notice.operationType()).isEqualTo(8);
        assertThat(notice.groupProfile().groupID()).isEqualTo(open.groupID());
        ann.send("after that").to(eve);
        assertThat(eve.awaitTexts(1)).containsExactly("after that");
        assertThat(eve.unexpectedNotices()).isEmpty();
        for (var instance : List.of(eve, anotherInstanceOf(eve))) {
            assertThat(instance.conversations())
                    .extracting(Conversation::conversationID)
                    .doesNotContain(Types.CONV_SYSTEM);
        }
    }
}
