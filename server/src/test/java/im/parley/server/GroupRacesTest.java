package im.parley.server;

import static im.parley.server.GroupUsers.code;
import static im.parley.server.GroupUsers.create;
import static im.parley.server.GroupUsers.in;
import static im.parley.server.GroupUsers.of;
import static im.parley.server.GroupUsers.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/// Two who change a group at the same moment, each on a node of their own.
class GroupRacesTest extends TwoNodeScenario {
    private static final int ROUNDS = 15;

    private String group;

    @BeforeEach
    void aPublicGroupOfAnns() {
        group = create(ann, Types.GRP_PUBLIC, List.of(bob), List.of(cid));
    }

    @RepeatedTest(ROUNDS)
    @Rule({"handleGroupApplication#1", "handleGroupApplication#3"})
    void of_two_decisions_about_one_application_the_first_holds() {
        var dan = users.newUser(right.port(), "dan");
        dan.call("group.join", in(group));
        var application = ann.call("group.listApplications", TestClient.object().put("count", 1))
                .at("/applicationList/0");

        var agree = ann.start("group.handleApplication", decision(application, "Agree"));
        var reject = bob.start("group.handleApplication", decision(application, "Reject"));

        var codes = List.of(code(agree), code(reject));
        assertThat(codes).containsExactlyInAnyOrder(0, ErrorCode.GROUP_APPLICATION_ALREADY_HANDLED.number());
        boolean agreed = codes.getFirst() == 0;
        assertThat(roles()).hasSize(agreed ? 4 : 3);
        assertThat(tips(Types.GRP_TIP_MBR_JOIN)).hasSize(agreed ? 2 : 1); // the first is of the group's beginning
    }

    private ObjectNode decision(JsonNode application, String action) {
        return in(group)
                .put("messageKey", application.path("messageKey").asText())
                .put("authentication", application.path("authentication").asText())
                .put("handleAction", action);
    }

    @RepeatedTest(ROUNDS)
    @Rule("deleteGroupMember#4")
    void an_admin_who_is_demoted_while_putting_somebody_out_did_so_before_or_did_not() {
        var demotion = ann.start("group.setRole", of(group, bob).put("role", "Member"));
        var removal = bob.start("group.deleteMembers", users(group, cid));

        assertThat(code(demotion)).isZero();
        boolean removed = code(removal) == 0;
        assertThat(removed || code(removal) == 10007).isTrue();
        assertThat(roles()).hasSize(removed ? 2 : 3);
        var order = tips().stream()
                .map(tip -> tip.at("/payload/operationType").asInt())
                .toList();
        assertThat(order)
                .isEqualTo(
                        removed
                                ? List.of(
                                        Types.GRP_TIP_MBR_JOIN,
                                        Types.GRP_TIP_MBR_KICKED_OUT,
                                        Types.GRP_TIP_MBR_CANCELED_ADMIN)
                                : List.of(Types.GRP_TIP_MBR_JOIN, Types.GRP_TIP_MBR_CANCELED_ADMIN));
    }

    @RepeatedTest(ROUNDS)
    @Rule({"changeGroupOwner#1", "changeGroupOwner#2"})
    void a_group_that_is_handed_over_twice_at_once_has_one_owner() {
        var elsewhere = users.signIn(right.port(), "friend-of-" + ann.userID());
        var toBob = ann.start("group.transfer", in(group).put("newOwnerID", bob.userID()));
        var toCid = ann.start("group.transfer", in(group).put("newOwnerID", cid.userID()));
        var again = bob.start("group.transfer", in(group).put("newOwnerID", cid.userID()));

        var first = List.of(code(toBob), code(toCid));
        assertThat(first).containsExactlyInAnyOrder(0, 10007);
        boolean twice = code(again) == 0; // bob was the owner already
        assertThat(twice && first.getFirst() != 0).isFalse();
        var owner = first.getFirst() == 0 && !twice ? bob : cid;
        assertThat(roles().stream().filter("Owner"::equals)).hasSize(1);
        assertThat(elsewhere.call("group.get", in(group)).at("/group/ownerID").asText())
                .isEqualTo(owner.userID());
        var self = owner.call("group.get", in(group)).at("/group/selfInfo/role").asText();
        assertThat(self).isEqualTo("Owner");
    }

    @RepeatedTest(ROUNDS)
    void who_is_muted_while_writing_wrote_before_the_mute_or_not_at_all() {
        var writing = new ArrayList<CompletableFuture<JsonNode>>();
        for (int i = 0; i < 10; i++) {
            writing.add(GroupUsers.send(cid, group, "text " + i));
        }
        var mute = ann.start("group.muteMember", of(group, cid).put("muteTime", 60));
        for (int i = 10; i < 20; i++) {
            writing.add(GroupUsers.send(cid, group, "text " + i));
        }

        assertThat(code(mute)).isZero();
        var muted = tips(Types.GRP_TIP_MBR_PROFILE_UPDATED)
                .getFirst()
                .path("sequence")
                .asInt();
        for (var sent : writing) {
            var answer = sent.join();
            if (answer.path("code").asInt() == 0) {
                assertThat(answer.at("/body/sequence").asInt()).isLessThan(muted);
            } else {
                assertThat(answer.path("code").asInt()).isEqualTo(ErrorCode.GROUP_MUTED.number());
            }
        }
    }

    private List<String> roles() {
        return ann.call("group.listMembers", in(group).put("count", 100))
                .path("memberList")
                .findValuesAsText("role");
    }

    private List<JsonNode> tips(int operation) {
        return tips().stream()
                .filter(tip -> tip.at("/payload/operationType").asInt() == operation)
                .toList();
    }

    /// The group's tips, oldest first.
    private List<JsonNode> tips() {
        var tips = new ArrayList<JsonNode>();
        var request = GroupUsers.conversation(group).put("count", 15);
        JsonNode page;
        do {
            page = ann.call("message.list", request);
            var found = new ArrayList<JsonNode>();
            page.path("messageList").forEach(message -> {
                if (message.path("type").asText().equals(Types.MSG_GRP_TIP)) {
                    found.add(message);
                }
            });
            tips.addAll(0, found);
            request.put("nextReqMessageID", page.path("nextReqMessageID").asText());
        } while (!page.path("isCompleted").asBoolean());
        return tips;
    }
}
