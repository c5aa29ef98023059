package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Types;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Messages that a group keeps in view.
class GroupPinsTest extends GroupScenario {
    @Test
    void owner_and_admins_pin_and_everybody_hears_of_it_once() throws Exception {
        var group = groupWithAdmin();
        var id = send(cid, group, "keep this");
        assertThat(code(cid.start("group.pinMessage", pin(group, id, true)))).isEqualTo(10007);
        assertThat(code(dan.start("group.pinMessage", pin(group, id, true)))).isEqualTo(10007);

        bob.call("group.pinMessage", pin(group, id, true));
        ann.call("group.pinMessage", pin(group, id, true)); // is so already
        for (var member : List.of(ann, bob, cid)) {
            var news = next(member, "group.messagePinned");
            assertThat(news.at("/message/ID").asText()).isEqualTo(id);
            assertThat(news.path("isPinned").asBoolean()).isTrue();
            assertThat(news.at("/operatorInfo/userID").asText()).isEqualTo(bob.userID());
        }
        var pinned = pinned(cid, group);
        assertThat(pinned).hasSize(1);
        assertThat(pinned.at("/0/message/payload/text").asText()).isEqualTo("keep this");
        assertThat(pinned.at("/0/pinner/userID").asText()).isEqualTo(bob.userID());

        ann.call("group.pinMessage", pin(group, id, false));
        assertThat(next(cid, "group.messagePinned").path("isPinned").asBoolean())
                .isFalse();
        assertThat(pinned(cid, group)).isEmpty();
        assertThat(events(heard(cid, ann, group))).isEmpty();
    }

    @Test
    void at_most_ten_are_pinned_and_what_is_revoked_is_not() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        var ids = IntStream.range(0, 11)
                .mapToObj(i -> send(ann, group, "message " + i))
                .toList();
        ids.subList(0, 10).forEach(id -> ann.call("group.pinMessage", pin(group, id, true)));
        assertThat(code(ann.start("group.pinMessage", pin(group, ids.getLast(), true))))
                .isEqualTo(10004);

        ann.call("message.revoke", message(group, ids.getFirst()));
        ann.call("group.pinMessage", pin(group, ids.getLast(), true));
        var pinned = pinned(bob, group);
        assertThat(pinned).hasSize(10);
        assertThat(pinned.at("/0/message/ID").asText()).isEqualTo(ids.getLast()); // the last one first
        assertThat(code(ann.start("group.pinMessage", pin(group, ids.getFirst(), true))))
                .isEqualTo(20026);
    }

    @Test
    void an_operator_says_how_many_are_pinned() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        var one = send(ann, group, "one");
        var two = send(ann, group, "two");
        set("group.pinnedMessagesMax", "1");
        try {
            ann.call("group.pinMessage", pin(group, one, true));
            assertThat(code(ann.start("group.pinMessage", pin(group, two, true))))
                    .isEqualTo(10004);
        } finally {
            set("group.pinnedMessagesMax", "null");
        }
        ann.call("group.pinMessage", pin(group, two, true));
    }

    @Test
    void only_what_all_may_see_is_pinned() throws Exception {
        var group = group(Types.GRP_WORK, bob, cid);
        var directed = send(ann, with(text(ann, group, "for bob"), "receiverList", bob));
        assertThat(code(ann.start("group.pinMessage", pin(group, directed, true))))
                .isEqualTo(20026);
        assertThat(code(ann.start("group.pinMessage", pin(group, ann.tinyID() + "-1-1", true))))
                .isEqualTo(20026);
        assertThat(code(ann.start("group.pinMessage", pin("nowhere", directed, true))))
                .isEqualTo(10010);
        assertThat(code(dan.start("group.listPinned", groupID(group)))).isEqualTo(10007);
        var live = group(Types.GRP_AVCHATROOM);
        assertThat(code(ann.start("group.listPinned", groupID(live)))).isEqualTo(10007);
    }

    private static ObjectNode pin(String group, String id, boolean isPinned) {
        return groupID(group).put("id", id).put("isPinned", isPinned);
    }

    private static JsonNode pinned(TestClient client, String group) {
        return client.call("group.listPinned", groupID(group)).path("pinnedList");
    }
}
