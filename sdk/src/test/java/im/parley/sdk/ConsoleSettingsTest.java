package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the operator's console is told of settings.
class ConsoleSettingsTest {
    private final TestServer server = TestServer.shared();

    private Map<String, JsonNode> described() {
        var byKey = new LinkedHashMap<String, JsonNode>();
        server.call("console/describe_settings", Map.of())
                .get("Settings")
                .forEach(setting -> byKey.put(setting.get("Key").asText(), setting));
        return byKey;
    }

    @Test
    void every_setting_is_described_as_it_is_now() {
        server.set("message.retentionDays", 7);
        try {
            var described = described();
            var values = server.call("settings/get", Map.of()).get("Settings");

            assertThat(described.keySet()).containsExactlyElementsOf(names(values));
            described.forEach((key, setting) -> {
                assertThat(setting.get("Value")).isEqualTo(values.get(key));
                assertThat(setting.get("Area").asText()).isEqualTo(key.split("\\.")[0]);
                assertThat(setting.get("Meaning").asText()).endsWith(".");
                assertThat(setting.get("Range").asText()).isNotEmpty();
            });
            var changed = described.get("message.retentionDays");
            assertThat(changed.get("Value").asInt()).isEqualTo(7);
            assertThat(changed.get("Default").asInt()).isEqualTo(30);
        } finally {
            server.set("message.retentionDays", null);
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            app.enabled                    | {"Kind":"switch"}
            login.maxWebInstances          | {"Kind":"number","Min":1,"Max":10,"IsZeroToo":false}
            message.retentionDays          | {"Kind":"number","Min":7,"Max":360,"IsZeroToo":true}
            login.multiDevicePolicy        | {"Kind":"choice","Options":["single","double","triple","multi"]}
            message.groupReadReceiptTypes  | {"Kind":"several","Options":["Work","Public","Meeting"]}
            push.smallIcon                 | {"Kind":"text","Most":100}
            rest.ipAllowList               | {"Kind":"text"}
            callback.token                 | {"Kind":"secret","Most":128}
            profile.customFields           | {"Kind":"list","Most":20}
            moderation.customConfigurations| {"Kind":"object"}
            """)
    void a_program_can_tell_how_a_setting_is_edited(String key, String form) {
        assertThat(described().get(key).get("Form").toString()).isEqualTo(form);
    }

    @Test
    void the_bounds_that_are_told_are_those_that_hold() {
        described().forEach((key, setting) -> {
            var form = setting.get("Form");
            if (form.get("Kind").asText().equals("number")) {
                var beyond = server.answer(
                        "settings/set",
                        Map.of("Settings", Map.of(key, form.get("Max").asLong() + 1)));
                assertThat(beyond.get("ErrorCode").asInt()).as(key).isEqualTo(60003);
                assertThat(beyond.get("ErrorInfo").asText())
                        .startsWith("setting " + key + " is ")
                        .contains(setting.get("Range").asText());
            }
        });
    }
}
