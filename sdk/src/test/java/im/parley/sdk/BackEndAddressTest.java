package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What back ends are told of where the server is.
class BackEndAddressTest extends RestScenario {
    private List<String> addresses() {
        var addresses = new ArrayList<String>();
        server.call("ConfigSvc/GetIPList", Map.of()).get("IPList").forEach(one -> addresses.add(one.textValue()));
        return addresses;
    }

    @Test
    void the_addresses_are_those_of_the_machine_or_what_the_setting_says() throws Exception {
        var known = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .map(address -> address.getHostAddress().replaceAll("%.*", ""))
                .distinct()
                .toList();
        assertThat(addresses()).containsExactlyInAnyOrderElementsOf(known);
        try {
            server.set("rest.serverAddresses", "192.0.2.7, 198.51.100.0/24,2001:db8::1");
            assertThat(addresses()).containsExactly("192.0.2.7", "198.51.100.0/24", "2001:db8::1");
        } finally {
            server.set("rest.serverAddresses", null);
        }
        assertThat(code("settings/set", Map.of("Settings", Map.of("rest.serverAddresses", "example.org"))))
                .isEqualTo(60003);
    }
}
