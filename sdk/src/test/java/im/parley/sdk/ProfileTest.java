package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.profile.CustomField;
import im.parley.protocol.profile.Profile;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Section E: profiles.
class ProfileTest extends Scenario {
    @Test
    @Rule({"getMyProfile#1", "updateMyProfile#2", "updateMyProfile#4"})
    void a_profile_is_what_its_user_made_of_it() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        assertThat(result(ann.chat.getMyProfile()).allowType()).isEqualTo(Types.ALLOW_TYPE_ALLOW_ANY);

        var updated = result(ann.chat.updateMyProfile(new ProfileUpdate()
                .nick("Ann")
                .avatar("https://pictures.example.org/ann.png")
                .gender(Types.GENDER_FEMALE)
                .selfSignature("hello")
                .allowType(Types.ALLOW_TYPE_NEED_CONFIRM)
                .birthday(19990101)
                .location("Berlin")
                .language(7)
                .messageSettings(1)
                .adminForbidType(Types.FORBID_TYPE_NONE)
                .level(3)
                .role(4)));

        assertThat(updated.nick()).isEqualTo("Ann");
        assertThat(updated.birthday()).isEqualTo(19990101);
        assertThat(updated.location()).isEqualTo("Berlin");
        assertThat(updated.profileCustomField()).isEmpty();
        assertThat(result(ann.chat.getMyProfile())).isEqualTo(updated);
        assertThat(ann.await(Events.PROFILE_UPDATED)).containsExactly(updated);
        assertThat(annToo.await(Events.PROFILE_UPDATED)).containsExactly(updated);
        assertThat(result(annToo.chat.getMyProfile())).isEqualTo(updated);
    }

    @Test
    @Rule("updateMyProfile#3")
    void fields_out_of_range_are_refused() {
        var ann = signIn("ann");

        result(ann.chat.updateMyProfile(new ProfileUpdate().nick("n".repeat(500))));
        assertThat(errorOf(ann.chat.updateMyProfile(new ProfileUpdate().nick("n".repeat(501))))
                        .code())
                .isEqualTo(2721);
        assertThat(errorOf(ann.chat.updateMyProfile(new ProfileUpdate().location("ü".repeat(9))))
                        .code())
                .isEqualTo(2721);
        assertThat(errorOf(ann.chat.updateMyProfile(new ProfileUpdate().gender("unknown")))
                        .code())
                .isEqualTo(2721);
        assertThat(errorOf(ann.chat.updateMyProfile(new ProfileUpdate())).code())
                .isEqualTo(2722);
    }

    @Test
    @Rule({"updateMyProfile#1", "updateMyProfile#2", "getUserProfile#1"})
    void custom_fields_are_those_that_the_operator_names() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var pet = "Tag_Profile_Custom_Pet";
        var update = new ProfileUpdate().customField(pet, "cat");
        assertThat(errorOf(ann.chat.updateMyProfile(update)).code()).isEqualTo(2721);

        TestServer.shared().set("profile.customFields", List.of(pet));
        try {
            result(ann.chat.updateMyProfile(update));

            assertThat(result(bob.chat.getUserProfile(List.of(ann.userID)))
                            .getFirst()
                            .profileCustomField())
                    .containsExactly(new CustomField(pet, "cat"));
        } finally {
            TestServer.shared().set("profile.customFields", null);
        }
        assertThat(result(bob.chat.getUserProfile(List.of(ann.userID)))
                        .getFirst()
                        .profileCustomField())
                .isEmpty();
    }

    @Test
    @Rule({"getUserProfile#1", "getUserProfile#3", "getUserProfile#4"})
    void profiles_come_in_the_order_asked_without_unknown_users() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        result(bob.chat.updateMyProfile(new ProfileUpdate().nick("Bob")));

        var profiles = result(ann.chat.getUserProfile(List.of(bob.userID, "nobody-of-this-name", ann.userID)));

        assertThat(profiles).extracting(Profile::userID).containsExactly(bob.userID, ann.userID);
        assertThat(profiles.getFirst().nick()).isEqualTo("Bob");
        assertThat(profiles.getFirst().profileCustomField()).isEmpty();
        assertThatThrownBy(() -> ann.chat.getUserProfile(List.of())).hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule({"getUserProfile#2", "general#6"})
    void the_first_hundred_are_looked_up() {
        var ann = signIn("ann");
        var nobodies = IntStream.range(0, 100).mapToObj(i -> "nobody-" + i);

        assertThat(result(ann.chat.getUserProfile(
                        Stream.concat(nobodies, Stream.of(ann.userID)).toList())))
                .isEmpty();
    }

    @Test
    void nick_and_avatar_travel_with_messages_and_show_in_the_list() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        result(ann.chat.updateMyProfile(new ProfileUpdate().nick("Ann").avatar("https://example.org/a.png")));

        var sent = ann.send("hi").to(bob);

        var received = bob.awaitMessage();
        assertThat(received.nick()).isEqualTo("Ann").isEqualTo(sent.nick());
        assertThat(received.avatar()).isEqualTo("https://example.org/a.png");
        var profile = bob.awaitConversations(list -> !list.isEmpty()).getFirst().userProfile();
        assertThat(profile.nick()).isEqualTo("Ann");
        result(ann.chat.updateMyProfile(new ProfileUpdate().nick("Anna")));
        ann.send("again").to(bob);
        bob.awaitConversations(list -> list.getFirst().userProfile().nick().equals("Anna"));
        assertThat(bob.conversationWith(ann).conversationID()).isEqualTo(conversationID(ann));
    }
}
