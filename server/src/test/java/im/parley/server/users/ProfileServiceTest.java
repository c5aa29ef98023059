package im.parley.server.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ChatException;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.profile.CustomField;
import im.parley.protocol.profile.GetProfiles;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.profile.ProfileUpdated;
import im.parley.protocol.profile.UpdateProfile;
import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.bus.InProcessBus;
import im.parley.server.bus.TestListener;
import im.parley.server.operation.Caller;
import im.parley.server.operation.FakeCaller;
import im.parley.server.store.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileServiceTest {
    private static final String PET = "Tag_Profile_Custom_Pet";
    private static final String CAR = "Tag_Profile_Custom_Car";
    private static final Jdbi JDBI = TestDatabase.newApp().jdbi();

    private final Accounts accounts = accounts();
    private final List<String> pushes = new ArrayList<>();
    private final ProfileService profiles = new ProfileService(
            accounts,
            (tinyID, except, event) -> pushes.add(tinyID + " without " + except + ": "
                    + ((ProfileUpdated) event).profile().nick()));

    @Test
    void getting_or_creating_again_finds_the_same_account() {
        var made = accounts.getOrCreate("ida");
        assertThat(accounts.getOrCreate("ida")).isEqualTo(made);
        assertThat(accounts().getOrCreate("ida")).isEqualTo(made);
        assertThat(accounts.cached("ida")).isEqualTo(made);
        assertThat(accounts.cached(made.tinyID())).isEqualTo(made);
    }

    @Test
    void created_by_many_at_once_it_is_one_account() throws Exception {
        var calls = new ArrayList<Callable<Account>>();
        IntStream.range(0, 16).forEach(i -> calls.add(() -> accounts().getOrCreate("crowd")));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = new ArrayList<Account>();
            for (var answer : threads.invokeAll(calls)) {
                made.add(answer.get());
            }
            assertThat(made.stream().distinct()).hasSize(1);
        }
    }

    @Test
    void loading_leaves_out_unknown_users() {
        var ida = accounts.getOrCreate("ida");
        assertThat(accounts().load(List.of("ida", "nobody", "ida"))).isEqualTo(Map.of("ida", ida));
        assertThat(accounts().byTinyID(List.of(ida.tinyID(), 1L))).isEqualTo(Map.of(ida.tinyID(), ida));
        assertThat(accounts.cached("nobody")).isNull();
    }

    @Test
    @Rule({"getUserProfile#3", "getUserProfile#4"})
    void profiles_come_in_the_order_asked_without_unknown_users() {
        List.of("p1", "p2", "p3").forEach(accounts::getOrCreate);
        assertThat(profiles.get(new GetProfiles(List.of("p3", "nobody", "p1", "p3"))))
                .extracting(Profile::userID)
                .containsExactly("p3", "p1");
        assertThat(profiles.get(new GetProfiles(List.of("nobody")))).isEmpty();
    }

    @Test
    @Rule({"updateMyProfile#3", "updateMyProfile#4"})
    void every_standard_field_can_be_changed_and_read_back() {
        var caller = caller("full");
        var changed = profiles.update(
                caller,
                new UpdateProfile(
                        "nick",
                        "http://a/b",
                        Types.GENDER_FEMALE,
                        "signature",
                        Types.ALLOW_TYPE_DENY_ANY,
                        19990131L,
                        "Paris",
                        4294967295L,
                        1,
                        Types.FORBID_TYPE_SEND_OUT,
                        7L,
                        8L,
                        null));
        assertThat(changed)
                .isEqualTo(new Profile(
                        "full",
                        "nick",
                        Types.GENDER_FEMALE,
                        19990131,
                        "Paris",
                        "signature",
                        Types.ALLOW_TYPE_DENY_ANY,
                        4294967295L,
                        "http://a/b",
                        1,
                        Types.FORBID_TYPE_SEND_OUT,
                        7,
                        8,
                        changed.lastUpdatedTime(),
                        List.of()));
        assertThat(profiles.get(new GetProfiles(List.of("full")))).containsExactly(changed);
    }

    @Test
    void a_change_leaves_other_fields_as_they_are_and_can_empty_one() {
        var caller = caller("some");
        profiles.update(caller, nickAndAvatar("nick", "avatar"));
        var changed = profiles.update(caller, nickAndAvatar("", null));
        assertThat(changed.nick()).isEmpty();
        assertThat(changed.avatar()).isEqualTo("avatar");
    }

    @Test
    void each_change_is_newer_than_the_last() {
        var caller = caller("often");
        var first = profiles.update(caller, nickAndAvatar("a", null));
        var second = profiles.update(caller, nickAndAvatar("b", null));
        assertThat(second.lastUpdatedTime()).isGreaterThan(first.lastUpdatedTime());
    }

    @Test
    void the_users_other_instances_are_told() {
        var caller = caller("told");
        profiles.update(caller, nickAndAvatar("new", null));
        assertThat(pushes).containsExactly(caller.tinyID() + " without instance-told: new");
    }

    @Test
    void messages_carry_the_new_nick_at_once_here_and_on_other_nodes() {
        var bus = new InProcessBus();
        var here = new Accounts(JDBI, bus, Clock.systemUTC());
        var there = new Accounts(JDBI, bus, Clock.systemUTC());
        bus.join(new Address.Everyone());
        bus.start(listener(there));
        var account = there.getOrCreate("fresh");

        new ProfileService(here, (tinyID, except, event) -> {}).update(caller(account), nickAndAvatar("new", null));
        assertThat(here.cached("fresh")).isEqualTo(new Account(account.tinyID(), "fresh", "new", ""));
        assertThat(there.cached("fresh")).isNull();
        assertThat(there.cached(account.tinyID())).isNull();
        assertThat(there.load(List.of("fresh")).get("fresh")).isEqualTo(here.cached("fresh"));
    }

    @Test
    void a_mute_is_known_at_once_here_and_on_other_nodes_and_ends_by_itself() {
        var bus = new InProcessBus();
        var here = new Accounts(JDBI, bus, Clock.systemUTC());
        var there = new Accounts(JDBI, bus, Clock.systemUTC());
        bus.join(new Address.Everyone());
        bus.start(listener(there));
        there.getOrCreate("loud");
        var start = Instant.ofEpochSecond(1_767_225_600);

        new Mutes(here, Clock.fixed(start, ZoneOffset.UTC)).set("loud", 60L, Mutes.FOR_EVER);

        assertThat(there.cached("loud")).isNull();
        for (var accounts : List.of(here, there)) {
            assertThat(new Mutes(accounts, Clock.fixed(start.plusMillis(59_500), ZoneOffset.UTC)).of("loud"))
                    .isEqualTo(new Mutes.Seconds(1, Mutes.FOR_EVER));
            assertThat(new Mutes(accounts, Clock.fixed(start.plusSeconds(61), ZoneOffset.UTC)).of("loud"))
                    .isEqualTo(new Mutes.Seconds(0, Mutes.FOR_EVER));
        }
    }

    @Test
    @Rule({"updateMyProfile#1", "updateMyProfile#3", "updateMyProfile#4", "getUserProfile#1"})
    void custom_fields_are_those_that_the_settings_name() {
        var known = new ArrayList<>(List.of(PET, CAR));
        var accounts = accounts(known);
        var service = new ProfileService(accounts, (tinyID, except, event) -> {});
        var caller = caller(accounts.getOrCreate("owner"));

        assertThat(service.update(caller, custom(PET, "é".repeat(250))).profileCustomField())
                .containsExactly(new CustomField(PET, "é".repeat(250)));
        assertThat(service.update(caller, custom(CAR, "red")).profileCustomField())
                .containsExactly(new CustomField(CAR, "red"), new CustomField(PET, "é".repeat(250)));
        assertThat(service.update(caller, custom(PET, "")).profileCustomField())
                .containsExactly(new CustomField(CAR, "red"));
        assertThatThrownBy(() -> service.update(caller, custom("Tag_Profile_Custom_Hat", "x")))
                .isInstanceOfSatisfying(ChatException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(2721);
                    assertThat(refused).hasMessageContaining("Tag_Profile_Custom_Hat");
                });
        assertThatThrownBy(() -> custom(PET, "é".repeat(250) + "x"))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        refused -> assertThat(refused.code()).isEqualTo(2721));

        known.remove(CAR);
        assertThat(service.get(new GetProfiles(List.of("owner"))).getFirst().profileCustomField())
                .isEmpty();
        known.add(CAR);
        assertThat(service.get(new GetProfiles(List.of("owner"))).getFirst().profileCustomField())
                .containsExactly(new CustomField(CAR, "red"));
    }

    private static UpdateProfile custom(String key, String value) {
        return new UpdateProfile(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new CustomField(key, value)));
    }

    private static UpdateProfile nickAndAvatar(@Nullable String nick, @Nullable String avatar) {
        return new UpdateProfile(nick, avatar, null, null, null, null, null, null, null, null, null, null, null);
    }

    private Caller caller(String userID) {
        return caller(accounts.getOrCreate(userID));
    }

    private static Caller caller(Account account) {
        return new FakeCaller(
                account.tinyID(), account.userID(), "instance-" + account.userID(), new CountDownLatch(1));
    }

    private static Accounts accounts() {
        return accounts(List.of());
    }

    private static Accounts accounts(List<String> customFields) {
        var bus = new InProcessBus();
        bus.start(listener(null));
        return new Accounts(JDBI, bus, () -> customFields, () -> Types.ALLOW_TYPE_ALLOW_ANY, Clock.systemUTC());
    }

    private static Bus.Listener listener(@Nullable Accounts told) {
        return new TestListener(batch -> {
            if (told != null) {
                batch.forEach(told::onChanged);
            }
        });
    }
}
