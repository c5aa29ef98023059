package im.parley.server.relation;

import static im.parley.protocol.Types.ALLOW_TYPE_DENY_ANY;
import static im.parley.protocol.Types.ALLOW_TYPE_NEED_CONFIRM;
import static im.parley.protocol.Types.FORBID_TYPE_SEND_OUT;
import static im.parley.protocol.Types.SNS_ADD_TYPE_SINGLE;
import static im.parley.protocol.Types.SNS_APPLICATION_AGREE;
import static im.parley.protocol.Types.SNS_APPLICATION_AGREE_AND_ADD;
import static im.parley.protocol.Types.SNS_APPLICATION_SENT_BY_ME;
import static im.parley.protocol.Types.SNS_APPLICATION_SENT_TO_ME;
import static im.parley.protocol.Types.SNS_DELETE_TYPE_SINGLE;
import static im.parley.server.relation.People.SOURCE;
import static im.parley.server.relation.People.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import im.parley.protocol.Limits;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Rule;
import im.parley.protocol.profile.CustomField;
import im.parley.protocol.relation.AddFriend;
import im.parley.protocol.relation.AddToBlacklist;
import im.parley.protocol.relation.AddToFriendGroup;
import im.parley.protocol.relation.CreateFriendGroup;
import im.parley.protocol.relation.DeleteFriendApplication;
import im.parley.protocol.relation.DeleteFriendGroup;
import im.parley.protocol.relation.Friend;
import im.parley.protocol.relation.ListFriends;
import im.parley.protocol.relation.ReadFriendApplications;
import im.parley.protocol.relation.RefuseFriendApplication;
import im.parley.protocol.relation.RelationChange;
import im.parley.protocol.relation.RemoveFromBlacklist;
import im.parley.protocol.relation.RemoveFromFriendGroup;
import im.parley.protocol.relation.RenameFriendGroup;
import im.parley.protocol.relation.SyncRelations;
import im.parley.protocol.relation.UpdateFriend;
import im.parley.protocol.relation.UserFailure;
import im.parley.server.relation.People.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FriendsTest {
    private final People people = new People();

    @AfterAll
    void end() {
        people.close();
    }

    @Test
    @Rule({"addFriend#2", "checkFriend#2", "checkFriend#1"})
    void whoever_allows_it_is_added_at_once_both_ways_or_one_way() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        var carol = people.newUser("carol");

        assertThat(ann.adds(bob)).isZero();
        assertThat(ann.adds(carol, SNS_ADD_TYPE_SINGLE)).isZero();

        assertThat(ann.isTo(bob)).isEqualTo("BothWay");
        assertThat(ann.isTo(carol)).isEqualTo("AWithB");
        assertThat(carol.isTo(ann)).isEqualTo("BWithA");
        assertThat(bob.isTo(carol)).isEqualTo("NoRelation");
    }

    @Test
    @Rule({"addFriend#1", "addFriend#4"})
    void others_are_asked_or_refuse() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob").allows(ALLOW_TYPE_NEED_CONFIRM);
        var carol = people.newUser("carol").allows(ALLOW_TYPE_DENY_ANY);

        assertThat(ann.adds(bob)).isEqualTo(30539);
        assertThat(ann.adds(carol)).isEqualTo(30516);

        assertThat(ann.isTo(bob)).isEqualTo("NoRelation");
        assertThat(bob.applications()).containsExactly("<" + ann.userID);
        assertThat(ann.applications()).containsExactly(">" + bob.userID);
        assertThat(bob.unread()).isOne();
        assertThat(ann.unread()).isZero();
        assertThat(carol.applications()).isEmpty();
    }

    @Test
    void who_cannot_be_added_is_refused_for_its_reason() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");

        assertThat(ann.adds(ann)).isEqualTo(30001);
        assertThat(codeOf(() -> ann.add(new AddFriend("nobody-at-all", SOURCE, null, null, null, null))))
                .isEqualTo(30003);
        assertThat(people.newUser("eve").mayAsk(FORBID_TYPE_SEND_OUT).adds(bob)).isEqualTo(30009);
        assertThat(ann.adds(bob)).isZero();
        assertThat(ann.adds(bob)).isEqualTo(30520);
        assertThat(bob.adds(ann, SNS_ADD_TYPE_SINGLE)).isEqualTo(30520);
    }

    @Test
    void a_one_way_friendship_is_completed_without_asking() {
        var ann = people.newUser("ann").allows(ALLOW_TYPE_NEED_CONFIRM);
        var bob = people.newUser("bob").allows(ALLOW_TYPE_NEED_CONFIRM);
        bob.adds(ann);
        ann.accepts(bob, SNS_APPLICATION_AGREE);
        assertThat(ann.isTo(bob)).isEqualTo("BWithA");

        assertThat(ann.adds(bob)).isZero(); // bob has ann on his list: nothing to confirm

        assertThat(ann.isTo(bob)).isEqualTo("BothWay");
    }

    @Test
    @Rule({"addFriend#5", "addFriend#3"})
    void what_comes_with_the_request_is_kept() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob").allows(ALLOW_TYPE_NEED_CONFIRM);
        ann.add(new AddFriend(bob.userID, SOURCE, "Bobby", "work", "It is me", null));
        assertThat(ann.relations().friends().groupNameList()).isEmpty();
        var application = bob.relations().applications().friendApplicationList().getFirst();
        assertThat(application.wording()).isEqualTo("It is me");
        assertThat(application.source()).isEqualTo(SOURCE);

        bob.accepts(ann, null);

        var mine = friend(ann, bob);
        assertThat(mine.remark()).isEqualTo("Bobby");
        assertThat(mine.groupList()).containsExactly("work");
        assertThat(mine.wording()).isEqualTo("It is me");
        assertThat(mine.profile().userID()).isEqualTo(bob.userID);
        assertThat(ann.relations().friends().groupNameList()).containsExactly("work");
        assertThat(friend(bob, ann).remark()).isEmpty();
        assertThat(friend(bob, ann).groupList()).isEmpty();
    }

    private static Friend friend(User owner, User friend) {
        return owner.relations().friends().friendList().stream()
                .filter(one -> one.userID().equals(friend.userID))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Rule({"acceptFriendApplication#1", "acceptFriendApplication#2", "refuseFriendApplication#1"})
    void a_request_is_accepted_one_way_or_both_or_refused_and_then_gone_at_both_sides() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob").allows(ALLOW_TYPE_NEED_CONFIRM);
        var carol = people.newUser("carol").allows(ALLOW_TYPE_NEED_CONFIRM);
        var dora = people.newUser("dora").allows(ALLOW_TYPE_NEED_CONFIRM);
        List.of(bob, carol, dora).forEach(ann::adds);

        bob.accepts(ann, SNS_APPLICATION_AGREE_AND_ADD);
        carol.accepts(ann, SNS_APPLICATION_AGREE);
        refuse(dora, ann);

        assertThat(ann.isTo(bob)).isEqualTo("BothWay");
        assertThat(ann.isTo(carol)).isEqualTo("AWithB");
        assertThat(ann.isTo(dora)).isEqualTo("NoRelation");
        for (var user : List.of(ann, bob, carol, dora)) {
            assertThat(user.applications()).isEmpty();
        }
        assertThat(codeOf(() -> bob.accepts(ann, null))).isEqualTo(30614);
        assertThat(codeOf(() -> refuse(dora, ann))).isEqualTo(30614);
    }

    private static RelationChange refuse(User user, User applicant) {
        return user.node.relations.applications.refuse(user.caller, new RefuseFriendApplication(applicant.userID));
    }

    private static RelationChange drop(User user, User other, String type) {
        return user.node.relations.applications.delete(user.caller, new DeleteFriendApplication(other.userID, type));
    }

    @Test
    @Rule("deleteFriendApplication#1")
    void a_sent_request_is_withdrawn_a_received_one_only_hidden() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob").allows(ALLOW_TYPE_NEED_CONFIRM);
        ann.adds(bob);
        drop(bob, ann, SNS_APPLICATION_SENT_TO_ME);
        assertThat(bob.applications()).isEmpty();
        assertThat(bob.unread()).isZero();
        assertThat(ann.applications()).containsExactly(">" + bob.userID);
        assertThat(codeOf(() -> bob.accepts(ann, null))).isEqualTo(30614);
        assertThat(codeOf(() -> drop(bob, ann, SNS_APPLICATION_SENT_TO_ME))).isEqualTo(2716);

        ann.adds(bob); // once more
        assertThat(bob.applications()).containsExactly("<" + ann.userID);
        drop(ann, bob, SNS_APPLICATION_SENT_BY_ME);

        assertThat(bob.applications()).isEmpty();
        assertThat(ann.applications()).isEmpty();
        assertThat(codeOf(() -> drop(ann, bob, SNS_APPLICATION_SENT_BY_ME))).isEqualTo(2716);
    }

    @Test
    @Rule({"setFriendApplicationRead#1", "getFriendApplicationList#2"})
    void reading_counts_until_the_next_request() {
        var bob = people.newUser("bob").allows(ALLOW_TYPE_NEED_CONFIRM);
        var ann = people.newUser("ann");
        var carol = people.newUser("carol").allows(ALLOW_TYPE_NEED_CONFIRM);
        ann.adds(bob);
        bob.adds(carol);
        assertThat(bob.applications()).containsExactly(">" + carol.userID, "<" + ann.userID);
        assertThat(bob.unread()).isOne();

        var read = bob.node.relations.applications.read(bob.caller, new ReadFriendApplications());
        assertThat(read.applications().unreadCount()).isZero();
        var again = bob.node.relations.applications.read(bob.caller, new ReadFriendApplications());
        assertThat(again).isEqualTo(RelationChange.NOTHING);
        ann.adds(bob);

        assertThat(bob.unread()).isOne();
        assertThat(bob.applications()).hasSize(2);
    }

    @Test
    void both_may_have_asked_and_one_acceptance_settles_both() {
        var ann = people.newUser("ann").allows(ALLOW_TYPE_NEED_CONFIRM);
        var bob = people.newUser("bob").allows(ALLOW_TYPE_NEED_CONFIRM);
        assertThat(ann.adds(bob)).isEqualTo(30539);
        assertThat(bob.adds(ann)).isEqualTo(30539);
        assertThat(ann.applications()).containsExactly("<" + bob.userID, ">" + bob.userID);

        bob.accepts(ann, null);

        assertThat(ann.isTo(bob)).isEqualTo("BothWay");
        assertThat(ann.applications()).isEmpty();
        assertThat(bob.applications()).isEmpty();
    }

    @Test
    void lists_of_friends_requests_and_groups_have_limits() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        var carol = people.newUser("carol").allows(ALLOW_TYPE_NEED_CONFIRM);
        bob.adds(carol);
        fillFriends(ann, 3_000);

        assertThat(ann.adds(bob)).isEqualTo(30010);
        assertThat(bob.adds(ann)).isEqualTo(30014);
        assertThat(bob.adds(ann, SNS_ADD_TYPE_SINGLE)).isZero();
        fillFriends(carol, 3_000);
        assertThat(codeOf(() -> carol.accepts(bob, null))).isEqualTo(30010);
        carol.accepts(bob, SNS_APPLICATION_AGREE);

        var dora = people.newUser("dora");
        var strict = IntStream.range(0, 101)
                .mapToObj(i -> people.newUser("strict").allows(ALLOW_TYPE_NEED_CONFIRM))
                .toList();
        strict.subList(0, 100).forEach(user -> assertThat(dora.adds(user)).isEqualTo(30539));
        assertThat(dora.adds(strict.getLast())).isEqualTo(30012);
        assertThat(dora.adds(strict.getFirst())).isEqualTo(30539); // the same one again
    }

    /// Names on a list, of nobody in particular.
    private void fillFriends(User owner, int count) {
        people.store
                .jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        INSERT INTO friend (owner, friend, remark, source, wording, added_at)
                        SELECT :owner, n, '', '', '', 0 FROM generate_series(1, :count) AS n
                        """)
                        .bind("owner", owner.tinyID)
                        .bind("count", count)
                        .execute());
    }

    @Test
    @Rule("deleteFriend#1")
    void friendships_end_at_one_side_or_both() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        var carol = people.newUser("carol");
        ann.adds(bob);
        ann.adds(carol);

        assertThat(ann.deletes(bob, SNS_DELETE_TYPE_SINGLE).successUserIDList()).containsExactly(bob.userID);
        ann.deletes(carol, null);

        assertThat(ann.isTo(bob)).isEqualTo("BWithA");
        assertThat(ann.isTo(carol)).isEqualTo("NoRelation");
        assertThat(ann.deletes(bob, null).failureUserIDList())
                .extracting(UserFailure::code)
                .containsExactly(2700);
        assertThat(ann.isTo(bob)).isEqualTo("BWithA"); // no friend of hers, so it was not hers to end
    }

    @Test
    @Rule({"updateFriend#1", "updateFriend#2"})
    void remark_and_configured_fields_of_a_friend_can_be_changed() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        var field = new CustomField("Tag_SNS_Custom_Level", "5");
        var change = new UpdateFriend(bob.userID, "Bobby", List.of(field));
        assertThat(codeOf(() -> ann.node.relations.friends.update(ann.caller, change)))
                .isEqualTo(30001);
        people.one.settings.set(Map.of(
                "friend.customFields", ProtocolJson.mapper().createArrayNode().add("Tag_SNS_Custom_Level")));
        assertThat(codeOf(() -> ann.node.relations.friends.update(ann.caller, change)))
                .isEqualTo(2700);
        ann.adds(bob);

        ann.node.relations.friends.update(ann.caller, change);
        assertThat(friend(ann, bob).remark()).isEqualTo("Bobby");
        assertThat(friend(ann, bob).friendCustomField()).containsExactly(field);
        ann.node.relations.friends.update(
                ann.caller, new UpdateFriend(bob.userID, null, List.of(new CustomField("Tag_SNS_Custom_Level", ""))));

        assertThat(friend(ann, bob).remark()).isEqualTo("Bobby");
        assertThat(friend(ann, bob).friendCustomField()).isEmpty();
    }

    @Test
    @Rule({
        "createFriendGroup#1",
        "deleteFriendGroup#1",
        "addToFriendGroup#1",
        "removeFromFriendGroup#1",
        "renameFriendGroup#1"
    })
    void friends_are_sorted_into_groups() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        var carol = people.newUser("carol");
        ann.adds(bob);
        ann.adds(carol);
        var groups = ann.node.relations.groups;

        var created = groups.create(ann.caller, new CreateFriendGroup("work", List.of(bob.userID, "nobody")));
        assertThat(created.failureUserIDList()).extracting(UserFailure::code).containsExactly(32216);
        assertThat(codeOf(() -> groups.create(ann.caller, new CreateFriendGroup("work", null))))
                .isEqualTo(2710);
        groups.create(ann.caller, new CreateFriendGroup("fun", null));
        groups.add(ann.caller, new AddToFriendGroup("fun", List.of(bob.userID, carol.userID)));
        assertThat(friend(ann, bob).groupList()).containsExactly("work", "fun");
        groups.remove(ann.caller, new RemoveFromFriendGroup("fun", List.of(bob.userID)));
        groups.rename(ann.caller, new RenameFriendGroup("work", "office"));
        assertThat(friend(ann, bob).groupList()).containsExactly("office");
        assertThat(friend(ann, carol).groupList()).containsExactly("fun");
        assertThat(ann.relations().friends().groupNameList()).containsExactly("office", "fun");
        assertThat(codeOf(() -> groups.rename(ann.caller, new RenameFriendGroup("office", "fun"))))
                .isEqualTo(2710);
        assertThat(codeOf(() -> groups.delete(ann.caller, new DeleteFriendGroup("work"))))
                .isEqualTo(2711);
        groups.delete(ann.caller, new DeleteFriendGroup("fun"));

        assertThat(friend(ann, carol).groupList()).isEmpty();
        assertThat(ann.isTo(carol)).isEqualTo("BothWay");
        IntStream.range(1, 32).forEach(i -> groups.create(ann.caller, new CreateFriendGroup("group " + i, List.of())));
        assertThat(codeOf(() -> groups.create(ann.caller, new CreateFriendGroup("too many", null))))
                .isEqualTo(30011);
        var dora = people.newUser("dora");
        assertThat(codeOf(() -> ann.add(new AddFriend(dora.userID, SOURCE, null, "too many", null, null))))
                .isEqualTo(30011);
        assertThat(ann.isTo(dora)).isEqualTo("NoRelation");
    }

    @Test
    @Rule({"addToBlacklist#3", "addToBlacklist#5", "removeFromBlacklist#2", "removeFromBlacklist#1"})
    void blocking_ends_friendship_and_requests_either_way_until_it_is_lifted() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        var carol = people.newUser("carol").allows(ALLOW_TYPE_NEED_CONFIRM);
        ann.adds(bob);
        ann.adds(carol);

        var change = ann.blocks(bob, carol);

        assertThat(change.blacklist().userIDList()).containsExactly(bob.userID, carol.userID);
        assertThat(ann.isTo(bob)).isEqualTo("NoRelation");
        assertThat(ann.applications()).isEmpty();
        assertThat(carol.applications()).isEmpty();
        assertThat(ann.adds(bob)).isEqualTo(30515);
        assertThat(bob.adds(ann)).isEqualTo(30525);
        var lifted = ann.node.relations.blacklists.remove(
                ann.caller, new RemoveFromBlacklist(List.of(bob.userID, "nobody")));
        assertThat(lifted.blacklist().userIDList()).containsExactly(carol.userID);
        assertThat(ann.isTo(bob)).isEqualTo("NoRelation");
        assertThat(bob.adds(ann)).isZero();
    }

    @Test
    @Rule("addToBlacklist#2")
    void blocking_keeps_friends_if_the_operator_says_so() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        ann.adds(bob);
        people.one.settings.set(Map.of("friend.blacklistKeepsFriend", BooleanNode.TRUE));
        try {
            ann.blocks(bob);
        } finally {
            people.one.settings.set(Map.of("friend.blacklistKeepsFriend", BooleanNode.FALSE));
        }
        assertThat(ann.isTo(bob)).isEqualTo("BothWay");
    }

    @Test
    @Rule("addToBlacklist#1")
    void a_blacklist_has_a_limit_and_a_call_beyond_it_changes_nothing() {
        var ann = people.newUser("ann");
        people.store
                .jdbi()
                .useHandle(handle ->
                        handle.createUpdate("""
                        INSERT INTO blacklist (owner, blocked, added_at)
                        SELECT :owner, n, 0 FROM generate_series(1, 999) AS n
                        """).bind("owner", ann.tinyID).execute());
        var bob = people.newUser("bob");
        var carol = people.newUser("carol");

        assertThat(codeOf(() -> ann.blocks(bob, carol))).isEqualTo(30013);
        assertThat(bob.adds(ann)).isZero();
        assertThat(codeOf(() -> ann.blocks(bob))).isZero();
        assertThat(codeOf(() -> ann.blocks(bob))).isZero(); // is blocked, stays blocked
        assertThat(codeOf(() -> ann.blocks(carol))).isEqualTo(30013);
        assertThat(codeOf(() -> ann.blocks(ann))).isEqualTo(2742);
        assertThat(codeOf(() ->
                        ann.node.relations.blacklists.add(ann.caller, new AddToBlacklist(List.of("nobody-at-all")))))
                .isEqualTo(30003);
    }

    @Test
    void who_knows_the_newest_is_told_nothing_and_everybody_else_all_of_that_list() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        var none = ann.since(new SyncRelations(0, 0, 0, 0));
        assertThat(none.friends()).isNull();
        assertThat(none.applications()).isNull();
        assertThat(none.blacklist()).isNull();
        var added = ann.add(new AddFriend(bob.userID, SOURCE, null, null, null, null));
        assertThat(added.change().friends().version()).isOne();

        var changed = ann.on(people.other).since(new SyncRelations(0, 0, 0, 0));
        assertThat(changed.friends().friendList())
                .isEqualTo(added.change().friends().friendList());
        assertThat(changed.friends().version()).isOne();
        assertThat(changed.applications()).isNull();
        bob.allows(ALLOW_TYPE_NEED_CONFIRM);
        var known = ann.since(new SyncRelations(1, 0, 0, changed.serverTime()));

        assertThat(known.friends()).isNull();
        assertThat(known.profileList())
                .singleElement()
                .satisfies(profile -> assertThat(profile.allowType()).isEqualTo(ALLOW_TYPE_NEED_CONFIRM));
    }

    @Test
    void long_lists_come_in_pages_and_large_changes_are_only_announced() {
        var ann = people.newUser("ann");
        var many = IntStream.range(0, Limits.FRIEND_PAGE + 50)
                .mapToObj(i -> people.newUser("many"))
                .toList();
        people.store.jdbi().useTransaction(handle -> {
            var friends = handle.prepareBatch("""
                    INSERT INTO friend (owner, friend, remark, source, wording, added_at)
                    VALUES (:owner, :friend, '', '', '', 0)
                    """);
            many.forEach(user -> friends.bind("owner", ann.tinyID)
                    .bind("friend", user.tinyID)
                    .add());
            friends.execute();
        });
        var names = many.stream().map(user -> user.userID).toList();

        var some = names.subList(0, Limits.FRIENDS_PER_CALL);
        var grouped = ann.node.relations.groups.create(ann.caller, new CreateFriendGroup("all", some));
        assertThat(grouped.failureUserIDList()).isEmpty();
        assertThat(grouped.change().friends().friendList()).isNull();

        var listed = new ArrayList<String>();
        var page = ann.relations().friends();
        assertThat(page.friendList()).hasSize(Limits.FRIEND_PAGE);
        while (true) {
            page.friendList().forEach(friend -> listed.add(friend.userID()));
            if (page.cursor() == null) {
                break;
            }
            page = ann.node.relations.sync.list(ann.caller, new ListFriends(page.cursor()));
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(names);
        assertThat(page.groupNameList()).containsExactly("all");

        people.store
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "DELETE FROM friend WHERE owner = ? AND friend IN (SELECT friend FROM friend"
                                + " WHERE owner = ? ORDER BY friend LIMIT 50)",
                        ann.tinyID,
                        ann.tinyID));
        var whole = ann.relations().friends();
        assertThat(whole.friendList()).hasSize(Limits.FRIEND_PAGE);
        assertThat(whole.cursor()).as("a page that is full and the last").isNull();
    }
}
