package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Finding users, groups and members by parts of their names.
class NameSearchTest extends GroupScenario {
    private static ObjectNode query(int count, String... keywords) {
        var query = TestClient.object().put("count", count);
        var list = query.putArray("keywordList");
        List.of(keywords).forEach(list::add);
        return query;
    }

    private static List<String> users(JsonNode result) {
        var users = new ArrayList<String>();
        result.path("searchResultList")
                .forEach(user -> users.add(user.path("userID").asText()));
        return users;
    }

    private List<String> users(ObjectNode query) {
        return users(ann.call("search.users", query));
    }

    private static void name(TestClient user, String nick) {
        user.call("profile.update", TestClient.object().put("nick", nick));
    }

    @Test
    void users_are_found_by_any_part_of_their_names() {
        name(bob, "Robert the ＢＩＧ");
        name(cid, "王小明");
        name(dan, "100% d'accord_ 😀");

        assertThat(users(query(10, "bert THE"))).containsExactly(bob.userID());
        assertThat(users(query(10, "the big"))).containsExactly(bob.userID()); // full width or not
        assertThat(users(query(10, "小"))).containsExactly(cid.userID());
        assertThat(users(query(10, "小明"))).containsExactly(cid.userID());
        assertThat(users(query(10, "小王"))).isEmpty();
        assertThat(users(query(10, "0% d'"))).containsExactly(dan.userID());
        assertThat(users(query(10, "d_accord"))).isEmpty(); // no pattern
        assertThat(users(query(10, "😀"))).containsExactly(dan.userID());
        assertThat(users(query(10, bob.userID()))).containsExactly(bob.userID());
        assertThat(users(query(10, "robert", "小"))).containsExactly(bob.userID(), cid.userID());
        assertThat(users(query(10, "robert", "big").put("keywordListMatchType", "and")))
                .containsExactly(bob.userID());
        assertThat(users(query(10, "robert", "小").put("keywordListMatchType", "and")))
                .isEmpty();
        assertThat(users(query(10, "TIM#SYSTEM"))).isEmpty();
    }

    @Test
    void by_gender_and_birthday_too_and_page_by_page() {
        for (var user : List.of(bob, cid, dan)) {
            user.call(
                    "profile.update",
                    TestClient.object()
                            .put("nick", "a penguin of " + server.app)
                            .put("birthday", user == cid ? 20000101 : 19900101)
                            .put("gender", user == dan ? Types.GENDER_MALE : Types.GENDER_FEMALE));
        }
        assertThat(users(query(10, "penguin").put("gender", Types.GENDER_MALE))).containsExactly(dan.userID());
        assertThat(users(query(10, "penguin").put("miniBirthday", 19990101))).containsExactly(cid.userID());
        assertThat(users(query(10, "penguin").put("maxBirthday", 19990101)))
                .containsExactly(bob.userID(), dan.userID());

        var first = ann.call("search.users", query(2, "penguin"));
        assertThat(first.path("totalCount").asInt()).isEqualTo(3);
        assertThat(users(first)).containsExactly(bob.userID(), cid.userID());
        var second = ann.call(
                "search.users",
                query(2, "penguin").put("cursor", first.path("cursor").asText()));
        assertThat(users(second)).containsExactly(dan.userID());
        assertThat(second.has("cursor")).isFalse();
    }

    @Test
    void groups_are_found_that_strangers_may_find_and_ones_own() throws Exception {
        var open = named(Types.GRP_PUBLIC, "Chess club");
        var closed = named(Types.GRP_WORK, "Chess team", bob);
        assertThat(groups(bob, query(10, "chess"))).containsExactlyInAnyOrder(open, closed);
        assertThat(groups(dan, query(10, "CHESS"))).containsExactly(open);
        var work = query(10, "chess");
        work.putArray("groupTypeList").add(Types.GRP_WORK);
        assertThat(groups(bob, work)).containsExactly(closed);
        assertThat(groups(dan, query(10, open))).containsExactly(open);
        assertThat(bob.call("search.groups", query(10, "team"))
                        .at("/searchResultList/0/selfInfo/role")
                        .asText())
                .isEqualTo(Types.GRP_MBR_ROLE_MEMBER);
        ann.call("group.dismiss", groupID(open));
        assertThat(groups(dan, query(10, "chess"))).isEmpty();
    }

    @Test
    void members_are_found_in_ones_own_groups() throws Exception {
        var first = named(Types.GRP_PUBLIC, "Otters", bob, cid);
        var second = named(Types.GRP_WORK, "More otters", cid);
        name(cid, "Otto " + server.app);
        bob.call("group.updateMember", groupID(first).put("nameCard", "Ottilie"));

        assertThat(members(ann, query(10, "ott")))
                .containsExactly(
                        first + " " + bob.userID() + " Ottilie",
                        first + " " + cid.userID() + " ",
                        second + " " + cid.userID() + " ");
        assertThat(members(bob, query(10, "otto"))).containsExactly(first + " " + cid.userID() + " ");
        assertThat(members(dan, query(10, "ott"))).isEmpty();
        var one = query(10, "ott");
        one.putArray("groupIDList").add(second);
        assertThat(members(ann, one)).containsExactly(second + " " + cid.userID() + " ");
        assertThat(members(bob, one)).isEmpty();
        var page = ann.call("search.members", query(2, "ott"));
        assertThat(page.path("totalCount").asInt()).isEqualTo(3);
        var rest = query(2, "ott").put("cursor", page.path("cursor").asText());
        assertThat(members(ann, rest)).containsExactly(second + " " + cid.userID() + " ");
    }

    @Test
    void what_is_wrong_is_named() throws Exception {
        assertThat(code(ann.start("search.users", query(10)))).isEqualTo(27003);
        assertThat(code(ann.start("search.users", query(10, " ")))).isEqualTo(27003);
        assertThat(code(ann.start("search.users", query(10, "a", "b", "c", "d", "e", "f"))))
                .isEqualTo(27003);
        assertThat(code(ann.start("search.users", query(0, "a")))).isEqualTo(27003);
        assertThat(code(ann.start("search.users", query(10, "a").put("cursor", "x"))))
                .isEqualTo(27003);
        var live = query(10, "a");
        live.putArray("groupTypeList").add(Types.GRP_AVCHATROOM);
        assertThat(code(ann.start("search.groups", live))).isEqualTo(27003);
        var searches = new ArrayList<CompletableFuture<JsonNode>>();
        for (int i = 0; i < 60; i++) {
            searches.add(ann.start("search.users", query(10, "a")));
        }
        assertThat(searches).extracting(GroupScenario::code).contains(2996);
        set("search.cloud", "false");
        assertThat(code(bob.start("search.members", query(10, "a")))).isEqualTo(3122);
        set("search.cloud", "null");
    }

    private String named(String type, String name, TestClient... members) throws InterruptedException {
        var group = group(type, members);
        ann.call("group.update", groupID(group).put("name", name + " of " + server.app));
        return group;
    }

    private static List<String> groups(TestClient client, ObjectNode query) {
        var groups = new ArrayList<String>();
        client.call("search.groups", query)
                .path("searchResultList")
                .forEach(group -> groups.add(group.path("groupID").asText()));
        return groups;
    }

    private static List<String> members(TestClient client, ObjectNode query) {
        var members = new ArrayList<String>();
        client.call("search.members", query)
                .path("searchResultList")
                .forEach(found -> found.path("memberList")
                        .forEach(member ->
                                members.add(found.at("/groupInfo/groupID").asText() + " "
                                        + member.path("userID").asText() + " "
                                        + member.path("nameCard").asText())));
        return members;
    }
}
