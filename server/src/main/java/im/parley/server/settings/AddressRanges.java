package im.parley.server.settings;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Network addresses, such as `10.0.0.0/8, 192.0.2.7, 2001:db8::/32`.
///
/// @param text as it was given
/// @param ranges what it says; empty: any address
public record AddressRanges(String text, List<Range> ranges) {
    /// No restriction.
    public static final AddressRanges ANY = new AddressRanges("", List.of());

    private static final int MAX_RANGES = 100;

    /// @param address of 4 or 16 bytes
    /// @param bits of it that count, from the first
    record Range(List<Byte> address, int bits) {
        boolean contains(byte[] other) {
            if (other.length != address.size()) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if ((address.get(bit / Byte.SIZE) & mask) != (other[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// @return empty for what names something else than addresses
    static Optional<AddressRanges> parse(String text) {
        if (text.isBlank()) {
            return Optional.of(ANY);
        }
        var ranges =
                Stream.of(text.split(",", -1)).map(part -> range(part.strip())).toList();
        return ranges.size() > MAX_RANGES || ranges.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(new AddressRanges(
                        text.strip(), ranges.stream().flatMap(Optional::stream).toList()));
    }

    private static Optional<Range> range(String text) {
        var parts = text.split("/", 2);
        if (!parts[0].matches(
                "\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) { // no names: nothing is looked up
            return Optional.empty();
        }
        try {
            var address = InetAddress.ofLiteral(parts[0]).getAddress();
            int most = address.length * Byte.SIZE;
            int bits = parts.length == 1 ? most : parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : -1;
            return bits < 0 || bits > most ? Optional.empty() : Optional.of(new Range(boxed(address), bits));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static List<Byte> boxed(byte[] address) {
        var boxed = new Byte[address.length];
        Arrays.setAll(boxed, i -> address[i]);
        return List.of(boxed);
    }

    /// Whether the address is in one of the ranges, or any is.
    public boolean allow(InetAddress address) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(address.getAddress()));
    }
}
