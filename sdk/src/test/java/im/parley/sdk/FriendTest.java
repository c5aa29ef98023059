package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.profile.CustomField;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.relation.FriendApplication;
import im.parley.protocol.relation.FriendRelation;
import im.parley.protocol.relation.UserFailure;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Section F: friends.
class FriendTest extends Scenario {
    private static final String SOURCE = "AddSource_Type_Test";

    private final Cable cable = new Cable(server.port());

    @AfterEach
    void closeCable() {
        cable.close();
    }

    private static AddFriendOptions to(Person person) {
        return new AddFriendOptions(person.userID, SOURCE);
    }

    private Person signInAsking(String name) {
        var person = signIn(name);
        result(person.chat.updateMyProfile(new ProfileUpdate().allowType(Types.ALLOW_TYPE_NEED_CONFIRM)));
        return person;
    }

    private static List<String> friends(Person person) {
        return result(person.chat.getFriendList()).stream().map(Friend::userID).toList();
    }

    private static void become(Person one, Person other) {
        assertThat(result(one.chat.addFriend(to(other))).code()).isZero();
        one.awaitUntil(Events.FRIEND_LIST_UPDATED, list -> contains(list, other));
        other.awaitUntil(Events.FRIEND_LIST_UPDATED, list -> contains(list, one));
    }

    private static boolean contains(List<Friend> list, Person person) {
        return list.stream().anyMatch(friend -> friend.userID().equals(person.userID));
    }

    @Test
    void who_is_new_is_asked_where_the_setting_says_so() {
        server.set("friend.defaultAllowType", Types.ALLOW_TYPE_NEED_CONFIRM);
        try {
            var eve = signIn("eve");
            assertThat(result(eve.chat.getMyProfile()).allowType()).isEqualTo(Types.ALLOW_TYPE_NEED_CONFIRM);
        } finally {
            server.set("friend.defaultAllowType", null);
        }
    }

    @Test
    @Rule({"addFriend#2", "addFriend#3", "getFriendList#1", "getFriendProfile#1"})
    void who_allows_it_is_a_friend_at_once_everywhere() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        result(bob.chat.updateMyProfile(new ProfileUpdate().nick("Bob").location("Rome")));

        var added = result(ann.chat.addFriend(to(bob).remark("Bobby").groupName("work")));

        assertThat(added).isEqualTo(new AddFriendResult(bob.userID, 0, ""));
        assertThat(friends(ann)).containsExactly(bob.userID);
        for (var one : List.of(ann, annToo)) {
            var list = one.awaitUntil(Events.FRIEND_LIST_UPDATED, friends -> contains(friends, bob));
            assertThat(list.getFirst().remark()).isEqualTo("Bobby");
            var groups = one.await(Events.FRIEND_GROUP_LIST_UPDATED);
            assertThat(groups).containsExactly(new FriendGroup("work", List.of(bob.userID)));
        }
        bob.awaitUntil(Events.FRIEND_LIST_UPDATED, friends -> contains(friends, ann));
        var profiles = result(ann.chat.getFriendProfile(List.of(bob.userID, "nobody")));
        assertThat(profiles.friendList().getFirst().profile().location()).isEqualTo("Rome");
        assertThat(profiles.friendList().getFirst().timestamp()).isCloseTo(System.currentTimeMillis(), within(60_000L));
        assertThat(profiles.failureUserIDList()).extracting(UserFailure::code).containsExactly(2700);
        assertThatThrownBy(() -> new AddFriendOptions(bob.userID, "Web")).hasMessageStartingWith("Params validate");
        assertThatThrownBy(() -> new AddFriendOptions(bob.userID, "AddSource_Type_TooLongWord"))
                .hasMessageStartingWith("Params validate");
        assertThat(errorOf(ann.chat.addFriend(to(bob))).code()).isEqualTo(30520);
    }

    @Test
    @Rule({
        "addFriend#1",
        "addFriend#5",
        "getFriendApplicationList#1",
        "getFriendApplicationList#2",
        "acceptFriendApplication#1",
        "acceptFriendApplication#2",
        "setFriendApplicationRead#1"
    })
    void others_are_asked_and_decide() {
        var ann = signIn("ann");
        var bob = signInAsking("bob");
        var bobToo = anotherInstanceOf(bob);
        var carol = signInAsking("carol");

        assertThat(result(ann.chat.addFriend(
                                to(bob).wording("It's me").remark("Bobby").groupName("work")))
                        .code())
                .isEqualTo(30539);
        result(ann.chat.addFriend(to(carol)));

        assertThat(result(ann.chat.getFriendApplicationList()).friendApplicationList())
                .extracting(FriendApplication::userID, FriendApplication::type)
                .containsExactly(
                        tuple(carol.userID, Types.SNS_APPLICATION_SENT_BY_ME),
                        tuple(bob.userID, Types.SNS_APPLICATION_SENT_BY_ME));
        ann.awaitUntil(
                Events.FRIEND_APPLICATION_LIST_UPDATED,
                list -> list.friendApplicationList().size() == 2);
        for (var one : List.of(bob, bobToo)) {
            var list = one.await(Events.FRIEND_APPLICATION_LIST_UPDATED);
            assertThat(list.unreadCount()).isOne();
            var application = list.friendApplicationList().getFirst();
            assertThat(application.wording()).isEqualTo("It's me");
            assertThat(application.source()).isEqualTo(SOURCE);
            assertThat(application.type()).isEqualTo(Types.SNS_APPLICATION_SENT_TO_ME);
        }
        result(bob.chat.setFriendApplicationRead());
        assertThat(result(bob.chat.getFriendApplicationList()).unreadCount()).isZero();
        bobToo.awaitUntil(Events.FRIEND_APPLICATION_LIST_UPDATED, list -> list.unreadCount() == 0);

        result(bob.chat.acceptFriendApplication(ann.userID));
        result(carol.chat.acceptFriendApplication(ann.userID, null, null, Types.SNS_APPLICATION_AGREE));

        ann.awaitUntil(Events.FRIEND_LIST_UPDATED, list -> list.size() == 2);
        assertThat(friends(bob)).containsExactly(ann.userID);
        assertThat(friends(carol)).isEmpty();
        ann.awaitUntil(
                Events.FRIEND_APPLICATION_LIST_UPDATED,
                list -> list.friendApplicationList().isEmpty());
        bobToo.awaitUntil(Events.FRIEND_LIST_UPDATED, list -> contains(list, ann));
        assertThat(result(ann.chat.getFriendGroupList())).containsExactly(new FriendGroup("work", List.of(bob.userID)));
        var dora = signIn("dora"); // asks nobody to be asked
        result(ann.chat.addFriend(to(dora)));
        assertThat(result(dora.chat.getFriendApplicationList()).friendApplicationList())
                .isEmpty();
    }

    @Test
    @Rule({"addFriend#4", "refuseFriendApplication#1", "deleteFriendApplication#1"})
    void requests_are_refused_withdrawn_and_hidden() {
        var ann = signIn("ann");
        var bob = signInAsking("bob");
        var carol = signIn("carol");
        result(carol.chat.updateMyProfile(new ProfileUpdate().allowType(Types.ALLOW_TYPE_DENY_ANY)));
        assertThat(errorOf(ann.chat.addFriend(to(carol))).code()).isEqualTo(30516);

        result(ann.chat.addFriend(to(bob)));
        bob.awaitUntil(Events.FRIEND_APPLICATION_LIST_UPDATED, list -> list.unreadCount() == 1);
        result(bob.chat.refuseFriendApplication(ann.userID));
        ann.awaitUntil(
                Events.FRIEND_APPLICATION_LIST_UPDATED,
                list -> list.friendApplicationList().isEmpty());
        bob.awaitUntil(
                Events.FRIEND_APPLICATION_LIST_UPDATED,
                list -> list.friendApplicationList().isEmpty());
        assertThat(errorOf(bob.chat.refuseFriendApplication(ann.userID)).code()).isEqualTo(30614);
        assertThat(errorOf(bob.chat.acceptFriendApplication(ann.userID)).code()).isEqualTo(30614);

        result(ann.chat.addFriend(to(bob)));
        result(bob.chat.deleteFriendApplication(ann.userID));
        assertThat(result(bob.chat.getFriendApplicationList()).friendApplicationList())
                .isEmpty();
        result(ann.chat.deleteFriendApplication(bob.userID, Types.SNS_APPLICATION_SENT_BY_ME));
        assertThat(result(ann.chat.getFriendApplicationList()).friendApplicationList())
                .isEmpty();
        assertThat(errorOf(ann.chat.deleteFriendApplication(bob.userID)).code()).isEqualTo(2716);
    }

    @Test
    void who_has_asked_as_many_as_may_be_waits_for_an_answer() {
        var ann = signIn("ann");
        var bob = signInAsking("bob");
        var eve = signInAsking("eve");
        server.set("friend.maxPending", 1);
        assertThat(result(ann.chat.addFriend(to(bob))).code()).isEqualTo(30539);
        assertThat(errorOf(ann.chat.addFriend(to(eve))).code()).isEqualTo(30012);

        result(bob.chat.refuseFriendApplication(ann.userID));

        assertThat(result(ann.chat.addFriend(to(eve))).code()).isEqualTo(30539);
    }

    @Test
    @Rule({"deleteFriend#1", "checkFriend#1", "checkFriend#2"})
    void friendships_are_checked_and_end_one_way_or_both() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        become(ann, bob);
        assertThat(relation(ann, bob)).isEqualTo(Types.SNS_TYPE_BOTH_WAY);

        var deletion = result(ann.chat.deleteFriend(List.of(bob.userID, "nobody"), Types.SNS_DELETE_TYPE_SINGLE));
        assertThat(deletion.successUserIDList()).containsExactly(bob.userID);
        assertThat(deletion.failureUserIDList()).extracting(UserFailure::code).containsExactly(2700);
        assertThat(relation(ann, bob)).isEqualTo(Types.SNS_TYPE_B_WITH_A);
        assertThat(relation(bob, ann)).isEqualTo(Types.SNS_TYPE_A_WITH_B);
        var single = result(ann.chat.checkFriend(List.of(bob.userID, "nobody"), Types.SNS_CHECK_TYPE_SINGLE));
        assertThat(single.successUserIDList())
                .containsExactly(new FriendRelation(bob.userID, Types.SNS_TYPE_NO_RELATION));
        assertThat(single.failureUserIDList()).extracting(UserFailure::code).containsExactly(30003);
        assertThat(result(ann.chat.addFriend(to(bob))).code()).isZero(); // completes it

        result(bob.chat.deleteFriend(List.of(ann.userID)));
        ann.awaitUntil(Events.FRIEND_LIST_UPDATED, List::isEmpty);
        assertThat(relation(ann, bob)).isEqualTo(Types.SNS_TYPE_NO_RELATION);
    }

    private static String relation(Person one, Person other) {
        return result(one.chat.checkFriend(List.of(other.userID)))
                .successUserIDList()
                .getFirst()
                .relation();
    }

    @Test
    @Rule({"updateFriend#1", "updateFriend#2"})
    void remarks_show_in_conversations_and_fields_must_be_configured() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        bob.send("hi").to(ann);
        become(ann, bob);
        server.set("friend.customFields", List.of("Tag_SNS_Custom_Level"));
        try {
            var updated = result(ann.chat.updateFriend(
                    new FriendUpdate(bob.userID).remark("Bobby").customField("Tag_SNS_Custom_Level", "5")));
            assertThat(updated.remark()).isEqualTo("Bobby");
            assertThat(updated.friendCustomField()).containsExactly(new CustomField("Tag_SNS_Custom_Level", "5"));
            for (var one : List.of(ann, annToo)) {
                one.awaitUntil(
                        Events.FRIEND_LIST_UPDATED,
                        list -> list.getFirst().remark().equals("Bobby"));
                one.awaitConversations(list -> list.getFirst().remark().equals("Bobby"));
            }
            assertThat(result(ann.chat.getConversationProfile(conversationID(bob)))
                            .remark())
                    .isEqualTo("Bobby");
            assertThat(errorOf(ann.chat.updateFriend(
                                    new FriendUpdate(bob.userID).customField("Tag_SNS_Custom_Other", "5")))
                            .code())
                    .isEqualTo(30001);
            assertThat(errorOf(ann.chat.updateFriend(new FriendUpdate(bob.userID).remark("ü".repeat(49))))
                            .code())
                    .isEqualTo(30001);
            assertThat(errorOf(bob.chat.updateFriend(new FriendUpdate("nobody").remark("?")))
                            .code())
                    .isEqualTo(2700);
        } finally {
            server.set("friend.customFields", null);
        }
    }

    @Test
    @Rule({
        "getFriendGroupList#1",
        "createFriendGroup#1",
        "deleteFriendGroup#1",
        "addToFriendGroup#1",
        "removeFromFriendGroup#1",
        "renameFriendGroup#1"
    })
    void friends_are_sorted_into_groups_on_all_instances() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        become(ann, bob);

        var created = result(ann.chat.createFriendGroup("work", List.of("nobody")));
        assertThat(created.friendGroup()).isEqualTo(new FriendGroup("work", List.of()));
        assertThat(created.failureUserIDList()).extracting(UserFailure::code).containsExactly(32216);
        assertThat(errorOf(ann.chat.createFriendGroup("work", List.of())).code())
                .isEqualTo(2710);
        var added = result(ann.chat.addToFriendGroup("work", List.of(bob.userID)));
        assertThat(added.friendGroup().userIDList()).containsExactly(bob.userID);
        assertThat(added.friendGroup().count()).isOne();
        annToo.awaitUntil(
                Events.FRIEND_GROUP_LIST_UPDATED, groups -> groups.getFirst().count() == 1);
        assertThat(result(ann.chat.renameFriendGroup("work", "office")))
                .isEqualTo(new FriendGroup("office", List.of(bob.userID)));
        annToo.awaitUntil(
                Events.FRIEND_GROUP_LIST_UPDATED,
                groups -> groups.getFirst().name().equals("office"));
        assertThat(result(annToo.chat.getFriendList()).getFirst().groupList()).containsExactly("office");
        assertThat(result(ann.chat.removeFromFriendGroup("office", List.of(bob.userID)))
                        .friendGroup()
                        .count())
                .isZero();
        assertThat(errorOf(ann.chat.addToFriendGroup("work", List.of(bob.userID)))
                        .code())
                .isEqualTo(2711);
        result(ann.chat.addToFriendGroup("office", List.of(bob.userID)));
        assertThat(result(ann.chat.deleteFriendGroup("office")))
                .isEqualTo(new FriendGroup("office", List.of(bob.userID)));
        annToo.awaitUntil(Events.FRIEND_GROUP_LIST_UPDATED, List::isEmpty);
        assertThat(friends(ann)).containsExactly(bob.userID);
        assertThat(result(ann.chat.getFriendGroupList())).isEmpty();
    }

    @Test
    void what_is_no_userID_is_told_by_itself() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        become(ann, bob);
        var wanted = List.of("x".repeat(33), "é", "@TIM#SYSTEM", "with\0zero", bob.userID);
        var malformed = wanted.subList(0, 4);

        var created = result(ann.chat.createFriendGroup("work", wanted));
        assertThat(created.friendGroup().userIDList()).containsExactly(bob.userID);
        assertThat(created.failureUserIDList()).extracting(UserFailure::userID).isEqualTo(malformed);
        assertThat(created.failureUserIDList()).extracting(UserFailure::code).containsOnly(32216);
        var removed = result(ann.chat.removeFromFriendGroup("work", wanted));
        assertThat(removed.failureUserIDList()).extracting(UserFailure::userID).isEqualTo(malformed);
        var checked = result(ann.chat.checkFriend(wanted));
        assertThat(checked.successUserIDList()).hasSize(1);
        assertThat(checked.failureUserIDList()).extracting(UserFailure::userID).isEqualTo(malformed);
        assertThat(checked.failureUserIDList()).extracting(UserFailure::code).containsOnly(30003);
        var deleted = result(ann.chat.deleteFriend(wanted));
        assertThat(deleted.successUserIDList()).containsExactly(bob.userID);
        assertThat(deleted.failureUserIDList()).extracting(UserFailure::userID).isEqualTo(malformed);
        assertThat(deleted.failureUserIDList()).extracting(UserFailure::code).containsOnly(2700);
    }

    @Test
    void a_friends_new_profile_is_told_and_shows_with_the_friend() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        become(ann, bob);
        ann.forget(Events.FRIEND_LIST_UPDATED);

        result(bob.chat.updateMyProfile(new ProfileUpdate().nick("Bob the second")));

        assertThat(ann.awaitUntil(Events.PROFILE_UPDATED, list -> true)
                        .getFirst()
                        .nick())
                .isEqualTo("Bob the second");
        assertThat(ann.await(Events.FRIEND_LIST_UPDATED).getFirst().profile().nick())
                .isEqualTo("Bob the second");
    }

    @Test
    void what_happens_during_a_lost_connection_is_known_afterwards() {
        var ann = person(server.freshUserID("ann"), ChatOptions.of(TestServer.APP, cable.address()))
                .logIn();
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        var carol = signIn("carol");
        become(annToo, bob);
        ann.awaitUntil(Events.FRIEND_LIST_UPDATED, list -> contains(list, bob));
        cable.pullOut();
        result(annToo.chat.addFriend(to(carol)));
        result(annToo.chat.createFriendGroup("all", List.of(bob.userID, carol.userID)));
        var dora = signIn("dora");
        result(annToo.chat.addToBlacklist(List.of(dora.userID)));
        result(bob.chat.updateMyProfile(new ProfileUpdate().nick("New")));

        cable.plugIn();

        ann.awaitUntil(Events.FRIEND_LIST_UPDATED, list -> contains(list, carol));
        assertThat(ann.await(Events.PROFILE_UPDATED)).extracting(Profile::nick).containsExactly("New");
        ann.awaitUntil(Events.BLACKLIST_UPDATED, list -> list.contains(dora.userID));
        assertThat(result(ann.chat.getFriendGroupList()).getFirst().count()).isEqualTo(2);
        cable.pullOut();
        result(bob.chat.updateMyProfile(new ProfileUpdate().nick("Newer")));
        cable.plugIn();
        assertThat(ann.awaitUntil(
                        Events.PROFILE_UPDATED, list -> list.getFirst().userID().equals(bob.userID)))
                .first()
                .satisfies(profile -> assertThat(profile.nick()).isEqualTo("Newer"));
        result(ann.chat.logout());
        ann.logIn();
        assertThat(friends(ann)).containsExactly(bob.userID, carol.userID);
        assertThat(result(ann.chat.getBlacklist())).containsExactly(dora.userID);
    }
}
