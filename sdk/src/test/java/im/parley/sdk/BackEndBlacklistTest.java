package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a back end does with users' blacklists and groups of friends, and what those users hear of it.
class BackEndBlacklistTest extends BackEndFriendScenario {
    @Test
    void who_is_blocked_is_no_friend_and_cannot_write() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        add(ann, "AddFriendItem", List.of(friend(bob.userID)));
        awaitFriends(bob, ann.userID);

        var answer = sns(
                "black_list_add",
                "From_Account",
                ann.userID,
                "To_Account",
                List.of(bob.userID, "nobody-here", ann.userID));

        assertThat(codes(answer)).containsExactly(0, 30003, 30001);
        assertThat(ann.await(Events.BLACKLIST_UPDATED)).containsExactly(bob.userID);
        awaitFriends(bob);
        assertThat(errorOf(bob.chat.sendMessage(bob.messageTo(ann, "never"))).code())
                .isEqualTo(20007);

        sns("black_list_add", "From_Account", cid.userID, "To_Account", List.of(ann.userID));
        var all = List.of(bob.userID, cid.userID, "nobody-here");
        assertThat(sns("black_list_check", "From_Account", ann.userID, "To_Account", all)
                        .findValuesAsText("Relation"))
                .containsExactly(
                        "BlackCheckResult_Type_AWithB", "BlackCheckResult_Type_BWithA", "BlackCheckResult_Type_NO");
        assertThat(codes(sns(
                        "black_list_check",
                        "From_Account",
                        bob.userID,
                        "To_Account",
                        List.of(ann.userID, "nobody-here"),
                        "CheckType",
                        "BlackCheckResult_Type_Single")))
                .containsExactly(0, 30003);

        sns("black_list_delete", "From_Account", ann.userID, "To_Account", List.of(bob.userID, cid.userID));
        assertThat(ann.await(Events.BLACKLIST_UPDATED)).isEmpty();
        bob.send("again").to(ann);
    }

    @Test
    void a_blacklist_is_told_page_by_page_newest_first() {
        var ann = signIn("ann");
        var others = server.registered("other", 3);
        for (var other : others) {
            sns("black_list_add", "From_Account", ann.userID, "To_Account", List.of(other));
        }

        var first = sns("black_list_get", "From_Account", ann.userID, "StartIndex", 0, "MaxLimited", 2);
        assertThat(first.findValuesAsText("To_Account")).containsExactly(others.get(2), others.get(1));
        assertThat(first.at("/BlackListItem/0/AddBlackTimeStamp").asLong())
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
        assertThat(first.get("CurruentSequence").asInt()).isEqualTo(3);

        var second = sns(
                "black_list_get",
                "From_Account",
                ann.userID,
                "StartIndex",
                first.get("StartIndex").asInt(),
                "MaxLimited",
                2);
        assertThat(second.findValuesAsText("To_Account")).containsExactly(others.getFirst());
        assertThat(second.get("StartIndex").asInt(-1)).isZero();
    }

    @Test
    void friends_are_sorted_into_groups() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        add(ann, "AddFriendItem", List.of(friend(bob.userID, "GroupName", "work")));
        ann.await(Events.FRIEND_GROUP_LIST_UPDATED);

        var added = sns(
                "group_add",
                "From_Account",
                ann.userID,
                "GroupName",
                List.of("work", "golf"),
                "To_Account",
                List.of(bob.userID, "nobody-here"));

        assertThat(codes(added)).containsExactly(0, 32216);
        ann.awaitUntil(
                Events.FRIEND_GROUP_LIST_UPDATED,
                groups -> groups.contains(new FriendGroup("golf", List.of(bob.userID))));
        var groups = sns("group_get", "From_Account", ann.userID, "NeedFriend", "Need_Friend_Type_Yes");
        assertThat(groups.get("ResultItem").findValuesAsText("GroupName")).containsExactly("work", "golf");
        assertThat(groups.get("ResultItem").findValuesAsText("FriendNumber")).containsExactly("1", "1");
        assertThat(groups.at("/ResultItem/1/To_Account/0").asText()).isEqualTo(bob.userID);
        assertThat(groups.get("CurrentSequence").asLong())
                .isEqualTo(added.get("CurrentSequence").asLong());

        var deleted = sns("group_delete", "From_Account", ann.userID, "GroupName", List.of("work", "never made"));
        assertThat(deleted.get("CurrentSequence").asLong())
                .isGreaterThan(added.get("CurrentSequence").asLong());
        ann.awaitUntil(Events.FRIEND_GROUP_LIST_UPDATED, list -> list.size() == 1);
        var golf = sns("group_get", "From_Account", ann.userID, "GroupName", List.of("golf"));
        assertThat(golf.at("/ResultItem/0/FriendNumber").asInt()).isEqualTo(1);
        assertThat(golf.at("/ResultItem/0").has("To_Account")).isFalse();
    }
}
