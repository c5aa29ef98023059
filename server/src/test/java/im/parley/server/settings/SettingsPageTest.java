package im.parley.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/settings.md` says what [AppSettings] defines. `-Dparley.docs.write=true` writes it anew.
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    @Test
    void the_page_is_up_to_date() throws IOException {
        var page = page();
        if (Boolean.getBoolean("parley.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void keys_are_unique_and_defaults_in_range() {
        assertThat(AppSettings.BY_KEY).hasSameSizeAs(AppSettings.ALL);
        AppSettings.ALL.forEach(SettingsPageTest::assertDefaultReadsBack);
    }

    private static <T> void assertDefaultReadsBack(Setting<T> setting) {
        assertThat(setting.read(setting.write(setting.byDefault()))).isEqualTo(setting.byDefault());
    }

    private static String page() {
        var page = new StringBuilder("""
                # Settings

                <!-- Made from AppSettings.java by SettingsPageTest. Change it there. -->

                What an operator can change while the server runs. A change is stored in the database, is effective at once on
                every node, and is known to every node after 30 seconds in any case. Clients are told what concerns them.

                From a back end, as an administrator of the app, with the parameters of every REST call
                (`sdkappid`, `identifier`, `usersig`, `random`, `contenttype=json`):

                ```
                POST /v4/settings/get   {"Keys": ["login.maxWebInstances"]}      no Keys: all
                                        {"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0, "Settings": {"login.maxWebInstances": 1}}
                POST /v4/settings/set   {"Settings": {"login.maxWebInstances": 2, "login.multiDevicePolicy": null}}
                ```

                `null` returns a setting to its default. If one value is refused, nothing is changed; the answer is code 60003 and
                names the setting, the value and what was expected. At the start: `./parley start --set login.maxWebInstances=2`.

                | setting | values | default | what it decides |
                | --- | --- | --- | --- |
                """);
        AppSettings.ALL.forEach(setting -> page.append(row(setting)));
        return page.toString();
    }

    private static <T> String row(Setting<T> setting) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        setting.key(),
                        setting.range().replace("\"", "`"),
                        shown(setting.write(setting.byDefault())),
                        setting.meaning());
    }

    private static String shown(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
