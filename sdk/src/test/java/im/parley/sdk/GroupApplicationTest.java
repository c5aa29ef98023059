package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Section H: who wants into groups.
class GroupApplicationTest extends Scenario {
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");
    private final Person eve = signIn("eve");
    private final Group group = group(Types.GRP_PUBLIC);
    private final String id = group.groupID();

    private Group group(String type) {
        return result(ann.chat.createGroup(
                        new GroupCreation("Hikers").type(type).members(List.of(bob.userID))))
                .group();
    }

    private static int code(CompletableFuture<?> refused) {
        return errorOf(refused).code();
    }

    @Test
    @Rule({
        "joinGroup#4",
        "getGroupApplicationList#1",
        "getGroupApplicationList#2",
        "handleGroupApplication#1",
        "handleGroupApplication#4"
    })
    void an_application_is_decided_once_and_its_notice_is_gone() {
        result(ann.chat.setGroupMemberRole(id, bob.userID, Types.GRP_MBR_ROLE_ADMIN));
        assertThat(result(eve.chat.joinGroup(id, "please")).status()).isEqualTo(Types.JOIN_STATUS_WAIT_APPROVAL);

        var atAnn = awaitApplication(ann);
        var atBob = awaitApplication(bob);
        var listed = result(bob.chat.getGroupApplicationList()).getFirst();
        assertThat(listed.applicant()).isEqualTo(eve.userID);
        assertThat(listed.applicationType()).isZero();
        assertThat(listed.note()).isEqualTo("please");
        assertThat(listed.groupName()).isEqualTo("Hikers");

        assertThat(result(ann.chat.handleGroupApplication(atAnn, "Agree", "welcome"))
                        .memberCount())
                .isEqualTo(3);
        eve.awaitGroups(list -> !list.isEmpty() && list.getFirst().groupID().equals(id));
        var answer = eve.awaitNotice();
        assertThat(answer.operationType()).isEqualTo(2);
        assertThat(answer.handleMessage()).isEqualTo("welcome");
        assertThat(code(bob.chat.handleGroupApplication(atBob, "Reject", null))).isEqualTo(10024);
        for (var manager : List.of(ann, bob)) {
            manager.awaitConversations(list -> list.stream()
                    .filter(one -> one.type().equals(Types.CONV_SYSTEM))
                    .noneMatch(one -> one.lastMessage().payload() instanceof GroupSystemNoticePayload last
                            && last.operationType() == 1));
            assertThat(manager.chat.findMessage(atAnn.id())).isEmpty();
            assertThat(result(manager.chat.getGroupApplicationList())).isEmpty();
        }
    }

    private Message awaitApplication(Person manager) {
        return manager.awaitConversations(list -> application(list) != null).stream()
                .filter(one -> one.type().equals(Types.CONV_SYSTEM))
                .map(one -> manager.chat.getMessageList(MessageListQuery.newest(Types.CONV_SYSTEM)))
                .map(page -> result(page).messageList().getLast())
                .findFirst()
                .orElseThrow();
    }

    private static Object application(List<Conversation> list) {
        return list.stream()
                .filter(one -> one.type().equals(Types.CONV_SYSTEM))
                .filter(one -> one.lastMessage().payload() instanceof GroupSystemNoticePayload last
                        && last.operationType() == 1)
                .findFirst()
                .orElse(null);
    }

    @Test
    @Rule({"handleGroupApplication#2", "handleGroupApplication#3"})
    void invitations_are_decided_by_the_list_only() {
        result(ann.chat.updateGroupProfile(new GroupUpdate(id).inviteOption(Types.INVITE_OPTIONS_NEED_PERMISSION)));
        assertThat(result(bob.chat.addGroupMember(id, List.of(eve.userID))).successUserIDList())
                .containsExactly(eve.userID);

        var listed = result(ann.chat.getGroupApplicationList()).getFirst();
        assertThat(listed.applicationType()).isEqualTo(2);
        assertThat(listed.applicant()).isEqualTo(bob.userID);
        assertThat(listed.userID()).isEqualTo(eve.userID);
        var notice = ann.awaitNotice();
        while (notice.operationType() != 23) {
            notice = ann.awaitNotice();
        }
        var history = result(ann.chat.getMessageList(MessageListQuery.newest(Types.CONV_SYSTEM)))
                .messageList();
        assertThatThrownBy(() -> ann.chat.handleGroupApplication(history.getLast(), "Agree", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ann.chat.handleGroupApplication(listed, "Maybe", null))
                .isInstanceOf(IllegalArgumentException.class);
        result(ann.chat.handleGroupApplication(listed, "Agree", null));
        assertThat(code(ann.chat.handleGroupApplication(listed, "Agree", null))).isEqualTo(10024);
        eve.awaitGroups(list -> !list.isEmpty() && list.getFirst().groupID().equals(id));
    }

    @Test
    @Rule({"getGroupOnlineMemberCount#1", "getGroupOnlineMemberCount#2"})
    void how_many_are_online_is_asked_once_in_a_minute() {
        assertThat(result(ann.chat.getGroupOnlineMemberCount(id))).isEqualTo(2);
        result(bob.chat.logout());
        assertThat(result(ann.chat.getGroupOnlineMemberCount(id))).isEqualTo(2); // as it was asked

        var now = new long[1];
        var counts = new OnlineCounts(() -> now[0]);
        counts.put("group", 7);
        now[0] = 59_999_999_999L;
        assertThat(counts.find("group", Types.GRP_PUBLIC)).hasValue(7);
        assertThat(counts.find("group", Types.GRP_AVCHATROOM)).isEmpty();
        now[0]++;
        assertThat(counts.find("group", Types.GRP_PUBLIC)).isEmpty();
        assertThat(result(eve.chat.getGroupOnlineMemberCount(id))).isZero();
    }
}
