package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.server.settings.AppSettings;
import java.util.Arrays;
import java.util.List;

/// `ConfigSvc/GetIPList`: where the server is, for back ends that let only it in.
final class AddressCommands {
    private AddressCommands() {}

    static void addTo(RestTable.Area<RestOperations> table) {
        table.on("ConfigSvc", "GetIPList", Ask.class, (area, ask) -> new Addresses(addresses(area)));
    }

    /// An empty body.
    record Ask() {}

    /// @param addresses and ranges of them
    record Addresses(@JsonProperty("IPList") List<String> addresses) {}

    private static List<String> addresses(RestOperations area) {
        var set = area.settings().get(AppSettings.SERVER_ADDRESSES).text();
        return set.isBlank()
                ? area.cluster().addresses()
                : Arrays.stream(set.split(",")).map(String::strip).toList();
    }
}
