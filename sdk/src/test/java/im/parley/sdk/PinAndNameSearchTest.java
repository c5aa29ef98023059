package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.group.FoundGroup;
import im.parley.protocol.group.FoundMember;
import im.parley.protocol.group.FoundMembers;
import im.parley.protocol.message.UserInfo;
import im.parley.protocol.profile.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the API has beyond its reference: pinned messages, and finding users, groups and members.
class PinAndNameSearchTest extends Scenario {
    private Group group(Person owner, String name, Person... others) {
        var members = List.of(others).stream().map(person -> person.userID).toList();
        var made = Person.result(owner.chat.createGroup(
                        new GroupCreation(name).type(Types.GRP_PUBLIC).members(members)))
                .group();
        List.of(others).forEach(person -> person.awaitGroups(list -> !list.isEmpty()));
        return made;
    }

    @Test
    void owner_and_admins_pin_messages_and_all_members_hear_of_it() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = group(ann, "Friends", bob);
        var message = bob.send("keep this").to(group);
        ann.awaitMessage();
        assertThat(Person.errorOf(bob.chat.pinGroupMessage(group.groupID(), message, true))
                        .code())
                .isEqualTo(10007);

        Person.result(ann.chat.pinGroupMessage(group.groupID(), message, true));
        var info = new UserInfo(ann.userID, "", "");
        assertThat(bob.await(Events.PINNED_GROUP_MESSAGE_UPDATED))
                .isEqualTo(new Events.MessagePinned(group.groupID(), message, true, info));
        assertThat(ann.await(Events.PINNED_GROUP_MESSAGE_UPDATED).message().id())
                .isEqualTo(message.id());
        assertThat(Person.result(bob.chat.getPinnedGroupMessageList(group.groupID())))
                .containsExactly(message);
        assertThat(message.pinnerInfo()).isEqualTo(new MessageUser(ann.userID, "", ""));

        Person.result(ann.chat.pinGroupMessage(group.groupID(), message, false));
        assertThat(bob.await(Events.PINNED_GROUP_MESSAGE_UPDATED).isPinned()).isFalse();
        assertThat(message.pinnerInfo().userID()).isEmpty();
        assertThat(Person.result(bob.chat.getPinnedGroupMessageList(group.groupID())))
                .isEmpty();
    }

    @Test
    @Rule({"general#5", "general#6", "general#9"})
    void users_groups_and_members_are_found_by_parts_of_their_names() {
        var word = server.freshUserID("otter");
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        Person.result(bob.chat.updateMyProfile(new ProfileUpdate().nick("Bob the " + word)));
        Person.result(cid.chat.updateMyProfile(new ProfileUpdate().nick("王小明 " + word)));

        var users = Person.result(ann.chat.searchCloudUsers(NameQuery.of(word).count(1)));
        assertThat(users.totalCount()).isEqualTo(2);
        assertThat(users.searchResultList()).extracting(Profile::userID).containsExactly(bob.userID);
        var rest = Person.result(
                ann.chat.searchCloudUsers(NameQuery.of(word).count(1).cursor(users.cursor())));
        assertThat(rest.searchResultList()).extracting(Profile::userID).containsExactly(cid.userID);
        assertThat(rest.cursor()).isEmpty();
        var six = NameQuery.of("no1-" + word, "no2-" + word, "no3-" + word, "no4-" + word, word, "no6-" + word);
        assertThat(Person.result(ann.chat.searchCloudUsers(six.count(200))).totalCount())
                .isEqualTo(2);
        var both = NameQuery.of(word, "小明").matchAll();
        assertThat(Person.result(ann.chat.searchCloudUsers(both)).totalCount()).isEqualTo(1);

        var group = group(ann, "The " + word, bob);
        var types = List.of(Types.GRP_PUBLIC);
        assertThat(Person.result(cid.chat.searchCloudGroups(NameQuery.of(word).groupTypeList(types)))
                        .searchResultList())
                .extracting(Group::groupID)
                .containsExactly(group.groupID());
        var members = Person.result(
                ann.chat.searchCloudGroupMembers(NameQuery.of(word).groupIDList(List.of(group.groupID()))));
        assertThat(members.searchResultList())
                .containsExactly(new FoundMembers(
                        new FoundGroup(group.groupID(), "The " + word, Types.GRP_PUBLIC, ""),
                        List.of(new FoundMember(bob.userID, "Bob the " + word, "", ""))));

        assertThat(Person.errorOf(ann.chat.searchCloudUsers(NameQuery.of(" "))).code())
                .isEqualTo(27003);
        for (int i = 0; i < 15; i++) {
            ann.chat.searchCloudUsers(NameQuery.of(word));
        }
        assertThat(Person.errorOf(ann.chat.searchCloudUsers(NameQuery.of(word))).code())
                .isEqualTo(2996);
    }
}
