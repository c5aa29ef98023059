package im.parley.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Rule;
import im.parley.protocol.UserSig;
import im.parley.protocol.profile.ProfileUpdated;
import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.bus.Envelope;
import im.parley.server.bus.InProcessBus;
import im.parley.server.bus.TestListener;
import im.parley.server.gateway.RestApi;
import im.parley.server.push.Devices;
import im.parley.server.search.SearchRebuild;
import im.parley.server.session.ClusterSessions;
import im.parley.server.session.SessionService;
import im.parley.server.session.Sessions;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.MultiDevicePolicy;
import im.parley.server.settings.Settings;
import im.parley.server.store.AppStore;
import im.parley.server.store.TestDatabase;
import im.parley.server.users.AccountDeletion;
import im.parley.server.users.Accounts;
import im.parley.server.users.Mutes;
import im.parley.server.users.ProfileService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackEndApiTest {
    private static final int APP = 1_400_000_001;
    private static final String KEY = "a secret";
    private static final String ADMIN = "administrator";
    private static final Clock CLOCK = Clock.systemUTC();
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private static final AppStore STORE = TestDatabase.newApp();

    private final List<Envelope> signals = new CopyOnWriteArrayList<>();
    private final List<Object> pushes = new ArrayList<>();
    private final AtomicInteger lookedAround = new AtomicInteger();
    private final Bus bus = recordingBus();
    private InetAddress from = HERE;
    private final Settings settings;
    private final Accounts accounts;
    private final ClusterSessions cluster;
    private final BackEndApi api;

    BackEndApiTest() {
        var jdbi = STORE.jdbi();
        settings = new Settings(jdbi, bus, TestDatabase.background(), CLOCK, Duration.ofSeconds(30));
        accounts = new Accounts(
                jdbi,
                bus,
                () -> settings.get(AppSettings.PROFILE_CUSTOM_FIELDS),
                () -> settings.get(AppSettings.DEFAULT_ALLOW_TYPE),
                CLOCK);
        var sessions = new Sessions(bus);
        cluster = new ClusterSessions(jdbi, sessions, TestDatabase.background(), "one", () -> Duration.ofSeconds(20));
        var service = new SessionService(sessions, cluster, accounts, settings, bus, TestDatabase.background(), CLOCK);
        var profiles = new ProfileService(accounts, (tinyID, except, event) -> pushes.add(event));
        var people = new RestPeople(
                new RestUsers(accounts, ADMIN),
                profiles,
                new AccountDeletion(accounts, List.of(), "this node", "SELECT \'this node\'"),
                new Mutes(accounts, CLOCK),
                service,
                cluster,
                new Devices(jdbi, TestDatabase.background(), CLOCK),
                settings);
        var search = new SearchRebuild(jdbi, lookedAround::incrementAndGet);
        var table = RestTable.builder();
        SettingsCommands.addTo(table.area(id -> settings));
        AccountCommands.addTo(table.area(id -> people));
        StateCommands.addTo(table.area(id -> people));
        ProfileCommands.addTo(table.area(id -> people));
        SearchCommands.addTo(table.area(id -> search));
        var access = new RestAccess(APP, KEY, settings);
        api = new BackEndApi(table.build(), id -> id == APP ? access : null, ADMIN, CLOCK);
    }

    @BeforeEach
    void empty() {
        STORE.jdbi().useHandle(handle -> handle.execute("TRUNCATE account, setting"));
        settings.set(Map.of("rest.rate", IntNode.valueOf(0))); // properties call faster than back ends do
        signals.clear();
        accounts.onGap();
    }

    @Test
    void the_envelope_of_success() {
        assertThat(call("settings/set", "{\"Settings\":{\"login.maxWebInstances\":2}}")
                        .toString())
                .isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}");
    }

    @Test
    void what_is_wrong_is_found_in_the_documented_order() {
        var bad = new HashMap<String, String>();
        assertCode(60009, call("settings/nothing", bad, "no JSON"));
        assertCode(60009, call("nothing/get", bad, "no JSON"));
        assertCode(60012, call("settings/get", bad, "no JSON"));
        bad.put("sdkappid", "");
        assertCode(60012, call("settings/get", bad, "no JSON"));
        for (var number : List.of("x", "-1", "1.5", "99999999999999999999", "2147483648")) {
            bad.put("sdkappid", number);
            assertCode(60006, call("settings/get", bad, "no JSON"));
        }
        bad.put("sdkappid", "1400000002");
        assertCode(70020, call("settings/get", bad, "no JSON"));
        bad.put("sdkappid", Integer.toString(APP));
        assertCode(70003, call("settings/get", bad, "no JSON"));
        bad.put("usersig", sig("alice", "another key", Duration.ZERO));
        assertCode(70009, call("settings/get", bad, "no JSON"));
        bad.put("usersig", sig("alice", KEY, Duration.ZERO));
        assertCode(70013, call("settings/get", bad, "no JSON"));
        bad.put("identifier", "alice");
        assertCode(70001, call("settings/get", bad, "no JSON"));
        bad.put("usersig", UserSig.mint(APP + 1, KEY, "alice", CLOCK.instant(), Duration.ZERO));
        assertCode(70014, call("settings/get", bad, "no JSON"));
        bad.put("usersig", sig("alice", KEY, Duration.ofHours(1)));
        assertCode(60010, call("settings/get", bad, "no JSON"));
        bad.put("identifier", ADMIN);
        bad.put("usersig", sig(ADMIN, KEY, Duration.ofHours(1)));
        assertCode(60003, call("settings/get", bad, "no JSON"));
        assertCode(0, call("settings/get", bad, "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "{", "{\"Keys\":1}", "{\"Keys\":[1]}", "{\"Keys\":{}}"})
    void a_body_that_does_not_fit_is_60003(String body) {
        assertCode(60003, call("settings/get", body));
    }

    @Property(tries = 200)
    void any_body_gets_an_envelope(@ForAll @Size(max = 100) byte[] body) {
        for (var command : List.of("settings/set", "im_open_login_svc/multiaccount_import", "im_open_login_svc/kick")) {
            var parts = command.split("/");
            var answer = parse(api.call(new RestApi.Call(parts[0], parts[1], admin(), body, HERE)));
            assertThat(answer.get("ActionStatus").textValue()).isEqualTo("FAIL");
            assertThat(answer.get("ErrorCode").intValue()).isIn(60003, 70402, 70107);
        }
    }

    @Test
    void settings_are_read_by_key_or_all_together() {
        var some = call("settings/get", "{\"Keys\":[\"login.maxWebInstances\",\"app.enabled\"]}");
        assertThat(some.get("Settings").toString()).isEqualTo("{\"login.maxWebInstances\":1,\"app.enabled\":true}");
        assertThat(call("settings/get", "{}").get("Settings")).hasSize(AppSettings.ALL.size());
        assertCode(60003, call("settings/get", "{\"Keys\":[\"login.unknown\"]}"));
    }

    @Test
    @Rule("login#3")
    void a_change_is_effective_at_once_and_told_to_every_node() {
        assertCode(
                0,
                call(
                        "settings/set",
                        "{\"Settings\":{\"login.maxWebInstances\":2,\"login.multiDevicePolicy\":\"triple\"}}"));
        assertThat(settings.get(AppSettings.MAX_WEB_INSTANCES)).isEqualTo(2);
        assertThat(settings.get(AppSettings.MULTI_DEVICE_POLICY)).isEqualTo(MultiDevicePolicy.TRIPLE);
        assertThat(signals).anySatisfy(signal -> {
            assertThat(signal.kind()).isEqualTo(Settings.CHANGED);
            assertThat(signal.to()).isEqualTo(new Address.Everyone());
        });
        assertCode(0, call("settings/set", "{\"Settings\":{\"login.maxWebInstances\":null}}"));
        assertThat(settings.get(AppSettings.MAX_WEB_INSTANCES)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"login.maxWebInstances":0}              | setting login.maxWebInstances is 0, expected 1 to 10
            {"login.maxWebInstances":11}             | setting login.maxWebInstances is 11, expected 1 to 10
            {"login.maxWebInstances":"2"}            | setting login.maxWebInstances is "2", expected 1 to 10
            {"login.maxWebInstances":2.5}            | setting login.maxWebInstances is 2.5, expected 1 to 10
            {"login.multiDevicePolicy":"all"}        | setting login.multiDevicePolicy is "all", expected
            {"message.retentionDays":6}              | setting message.retentionDays is 6, expected 0 or 7 to 360
            {"app.enabled":1}                        | setting app.enabled is 1, expected true or false
            {"conversation.maxRecent":200,"no.key":1} | there is no setting "no.key"
            {}                                       | Settings is missing or empty
            """)
    void what_is_refused_is_named_and_changes_nothing(String refused, String message) {
        var answer = call("settings/set", "{\"Settings\":" + refused + "}");
        assertCode(60003, answer);
        assertThat(answer.get("ErrorInfo").textValue()).startsWith(message);
        assertThat(settings.get(AppSettings.MAX_RECENT)).isEqualTo(500);
        assertThat(signals).isEmpty();
    }

    @Test
    void calls_from_addresses_that_are_not_allowed_are_refused_before_the_signature_is_looked_at() {
        assertCode(0, call("settings/set", "{\"Settings\":{\"rest.ipAllowList\":\"192.0.2.0/24, ::1\"}}"));

        var refused = call("settings/get", Map.of("sdkappid", Integer.toString(APP)), "{}");
        assertCode(60021, refused);
        assertThat(refused.get("ErrorInfo").textValue()).contains("127.0.0.1");
        from = InetAddress.ofLiteral("192.0.2.77");
        assertCode(0, call("settings/get", "{}"));
        assertCode(0, call("settings/set", "{\"Settings\":{\"rest.ipAllowList\":\"\"}}"));
        from = HERE;
        assertCode(0, call("settings/get", "{}"));
    }

    @Test
    void more_calls_of_a_command_than_the_setting_allows_are_refused() {
        call("settings/set", "{\"Settings\":{\"rest.rate\":1}}");
        var codes = new ArrayList<Integer>();
        for (int i = 0; i < 20; i++) {
            codes.add(call("settings/get", "{\"Keys\":[\"rest.rate\"]}")
                    .get("ErrorCode")
                    .intValue());
        }
        assertThat(codes).startsWith(0).contains(60007).containsOnly(0, 60007);
        assertCode(60003, call("settings/get", "no JSON"));
        assertCode(0, call("search/progress", "{}")); // each command by itself
    }

    @Test
    void imported_accounts_exist_and_a_second_import_updates_them() {
        assertCode(0, call("im_open_login_svc/account_import", "{\"UserID\":\"ann\",\"Nick\":\"Ann\"}"));
        assertCode(
                0, call("im_open_login_svc/account_import", "{\"Identifier\":\"ann\",\"FaceUrl\":\"http://a/b.png\"}"));
        pushes.clear();
        assertCode(0, call("im_open_login_svc/account_import", "{\"UserID\":\"ann\",\"Nick\":\"Ann\"}"));

        var ann = accounts.load(List.of("ann")).get("ann");
        assertThat(ann).isNotNull().satisfies(found -> {
            assertThat(found.nick()).isEqualTo("Ann");
            assertThat(found.avatar()).isEqualTo("http://a/b.png");
        });
        assertThat(pushes).as("nothing has changed").isEmpty();

        call("im_open_login_svc/account_import", "{\"UserID\":\"ann\",\"Nick\":\"Anna\"}");
        assertThat(pushes)
                .singleElement()
                .isInstanceOfSatisfying(
                        ProfileUpdated.class,
                        event -> assertThat(event.profile().nick()).isEqualTo("Anna"));
    }

    @Test
    void new_accounts_have_the_allow_type_of_the_setting_and_old_ones_keep_theirs() {
        accounts.getOrCreate("old");
        assertCode(
                0, call("settings/set", "{\"Settings\":{\"friend.defaultAllowType\":\"AllowType_Type_NeedConfirm\"}}"));
        assertCode(60003, call("settings/set", "{\"Settings\":{\"friend.defaultAllowType\":\"Anybody\"}}"));

        accounts.getOrCreate("signs-in");
        call("im_open_login_svc/account_import", "{\"UserID\":\"imported\",\"Nick\":\"New\"}");
        call("im_open_login_svc/account_import", "{\"UserID\":\"old\",\"Nick\":\"Old\"}");

        var answer = call(
                "profile/portrait_get",
                "{\"To_Account\":[\"old\",\"signs-in\",\"imported\"],\"TagList\":[\"Tag_Profile_IM_AllowType\"]}");
        assertThat(answer.findValuesAsText("Value"))
                .containsExactly("AllowType_Type_AllowAny", "AllowType_Type_NeedConfirm", "AllowType_Type_NeedConfirm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"UserID\":\"\"}",
                "{\"UserID\":\"a b\"}",
                "{\"UserID\":\"123456789012345678901234567890123\"}"
            })
    void a_userID_out_of_range_is_70402(String body) {
        assertCode(70402, call("im_open_login_svc/account_import", body));
        assertCode(70402, call("im_open_login_svc/kick", body));
    }

    @Test
    void a_batch_imports_what_is_good_and_names_what_is_not() {
        var answer = call(
                "im_open_login_svc/multiaccount_import",
                "{\"AccountList\":[{\"UserID\":\"ann\",\"Nick\":\"Ann\"},{\"UserID\":\"b b\"}],\"Accounts\":[\"cid\",\"ann\"]}");
        assertCode(0, answer);
        assertThat(answer.get("FailAccounts").toString()).isEqualTo("[\"b b\"]");
        assertThat(accounts.load(List.of("ann", "cid", "b b"))).containsOnlyKeys("ann", "cid");

        var many = "\"x\",".repeat(101);
        assertCode(
                70402,
                call(
                        "im_open_login_svc/multiaccount_import",
                        "{\"Accounts\":[" + many.substring(0, many.length() - 1) + "]}"));
    }

    @Test
    void profiles_are_set_and_read_by_tag() {
        call("im_open_login_svc/account_import", "{\"UserID\":\"ann\"}");
        call("settings/set", "{\"Settings\":{\"profile.customFields\":[\"Tag_Profile_Custom_Pet\"]}}");
        pushes.clear();

        assertCode(0, setProfile("Tag_Profile_IM_Nick", "\"Ann\""));
        assertCode(0, setProfile("Tag_Profile_IM_BirthDay", "20190419"));
        assertCode(0, setProfile("Tag_Profile_IM_AllowType", "\"AllowType_Type_DenyAny\""));
        assertCode(0, setProfile("Tag_Profile_Custom_Pet", "\"cat\""));

        assertThat(pushes)
                .hasSize(4)
                .last()
                .isInstanceOfSatisfying(
                        ProfileUpdated.class,
                        event -> assertThat(event.profile().nick()).isEqualTo("Ann"));
        var answer = call(
                "profile/portrait_get",
                "{\"To_Account\":[\"ann\",\"bob\"],\"TagList\":[\"Tag_Profile_IM_Nick\",\"Tag_Profile_IM_Gender\","
                        + "\"Tag_Profile_IM_BirthDay\",\"Tag_Profile_Custom_Pet\"]}");
        assertThat(answer.get("UserProfileItem").get(0).toString())
                .isEqualTo(
                        "{\"To_Account\":\"ann\",\"ProfileItem\":[{\"Tag\":\"Tag_Profile_IM_Nick\",\"Value\":\"Ann\"},"
                                + "{\"Tag\":\"Tag_Profile_IM_BirthDay\",\"Value\":20190419},"
                                + "{\"Tag\":\"Tag_Profile_Custom_Pet\",\"Value\":\"cat\"}],\"ResultCode\":0,\"ResultInfo\":\"\"}");
        assertThat(answer.get("Fail_Account").toString()).isEqualTo("[\"bob\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Tag_Profile_IM_Shoe      | "x"                | 40009
            Tag_Profile_Custom_Hat   | "x"                | 40009
            Tag_Profile_IM_Location  | "seventeen letters" | 40601
            Tag_Profile_IM_Nick      | 5                  | 40605
            Tag_Profile_IM_Level     | "high"             | 40605
            Tag_Profile_IM_Gender    | "both"             | 40605
            """)
    void a_field_that_does_not_fit_is_refused(String tag, String value, int code) {
        call("im_open_login_svc/account_import", "{\"UserID\":\"ann\"}");
        assertCode(code, setProfile(tag, value));
    }

    private JsonNode setProfile(String tag, String value) {
        return call(
                "profile/portrait_set",
                "{\"From_Account\":\"ann\",\"ProfileItem\":[{\"Tag\":\"" + tag + "\",\"Value\":" + value + "}]}");
    }

    @Test
    void account_check_tells_who_exists() {
        call("im_open_login_svc/account_import", "{\"UserID\":\"ann\"}");
        var answer =
                call("im_open_login_svc/account_check", "{\"CheckItem\":[{\"UserID\":\"ann\"},{\"UserID\":\"bob\"}]}");
        assertThat(answer.get("ResultItem").toString())
                .isEqualTo(
                        "[{\"UserID\":\"ann\",\"ResultCode\":0,\"ResultInfo\":\"\",\"AccountStatus\":\"Imported\"},"
                                + "{\"UserID\":\"bob\",\"ResultCode\":0,\"ResultInfo\":\"\",\"AccountStatus\":\"NotImported\"}]");
    }

    @Test
    void a_rebuild_of_the_search_index_begins_at_once_and_tells_how_far_it_is() {
        var answer = call("search/rebuild", "{}");
        assertThat(answer.toString())
                .isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,\"Messages\":0,\"Indexed\":0,"
                        + "\"Recent\":0}");
        assertThat(lookedAround).hasValue(1);
        assertCode(0, call("search/progress", "{}"));
        assertThat(lookedAround).hasValue(1);
    }

    @Test
    void a_kick_goes_to_the_users_nodes_and_makes_older_signatures_invalid() {
        assertCode(70107, call("im_open_login_svc/kick", "{\"UserID\":\"ann\"}"));
        call("im_open_login_svc/account_import", "{\"UserID\":\"ann\"}");
        var before = CLOCK.instant().getEpochSecond();
        bus.join(new Address.User(accounts.getOrCreate("ann").tinyID()));
        assertCode(0, call("im_open_login_svc/kick", "{\"UserID\":\"ann\"}"));

        var ann = accounts.open("ann");
        assertThat(ann.sigValidFrom()).isBetween(before, CLOCK.instant().getEpochSecond());
        assertThat(signals).extracting(Envelope::kind).contains(SessionService.KICK);
    }

    private JsonNode call(String command, String body) {
        return call(command, admin(), body);
    }

    private JsonNode call(String command, Map<String, String> query, String body) {
        var parts = command.split("/");
        return parse(
                api.call(new RestApi.Call(parts[0], parts[1], query, body.getBytes(StandardCharsets.UTF_8), from)));
    }

    private static Map<String, String> admin() {
        return Map.of(
                "sdkappid",
                Integer.toString(APP),
                "identifier",
                ADMIN,
                "usersig",
                sig(ADMIN, KEY, Duration.ofHours(1)),
                "random",
                "1",
                "contenttype",
                "json");
    }

    private static String sig(String userID, String key, Duration validity) {
        return UserSig.mint(APP, key, userID, CLOCK.instant(), validity);
    }

    private static void assertCode(int code, JsonNode answer) {
        assertThat(answer.get("ErrorCode").intValue()).as("%s", answer).isEqualTo(code);
        assertThat(answer.get("ActionStatus").textValue()).isEqualTo(code == 0 ? "OK" : "FAIL");
        assertThat(answer.get("ErrorInfo").textValue().isEmpty()).isEqualTo(code == 0);
    }

    private static JsonNode parse(byte[] json) {
        try {
            return ProtocolJson.mapper().readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// A bus whose only listener is the test.
    private Bus recordingBus() {
        var bus = new InProcessBus();
        bus.join(new Address.Everyone());
        bus.start(new TestListener(batch -> signals.addAll(batch)));
        return bus;
    }
}
