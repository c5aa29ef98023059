package im.parley.server.session;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;

/// The addresses that this machine has in its networks.
final class HostAddresses {
    private HostAddresses() {}

    /// Those by which other machines may know it, IPv4 first; none where the machine does not say.
    static List<String> all() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .sorted(Comparator.comparingInt(address -> address.getAddress().length))
                    .map(HostAddresses::text)
                    .distinct()
                    .toList();
        } catch (SocketException unknown) {
            return List.of();
        }
    }

    /// Without the name of its network.
    private static String text(InetAddress address) {
        var text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
