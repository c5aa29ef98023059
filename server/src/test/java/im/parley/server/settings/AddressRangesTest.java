package im.parley.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {
    private static AddressRanges ranges(String text) {
        return AddressRanges.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | 203.0.113.9     | true
            192.0.2.7                 | 192.0.2.7       | true
            192.0.2.7                 | 192.0.2.8       | false
            10.0.0.0/8, 192.0.2.0/30  | 10.200.3.4      | true
            10.0.0.0/8, 192.0.2.0/30  | 192.0.2.3       | true
            10.0.0.0/8, 192.0.2.0/30  | 192.0.2.4       | false
            0.0.0.0/0                 | 203.0.113.9     | true
            0.0.0.0/0                 | 2001:db8::1     | false
            2001:db8::/33             | 2001:db8:7fff::1 | true
            2001:db8::/33             | 2001:db8:8000::1 | false
            ::ffff:192.0.2.7          | 192.0.2.7       | true
            ::/0                      | ::1             | true
            """)
    void an_address_is_in_its_ranges_and_no_others(String text, String address, boolean allowed) {
        assertThat(ranges(text).allow(InetAddress.ofLiteral(address))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0",
                "256.1.1.1",
                "::/129",
                "::g",
                ",",
                "10.0.0.1,",
                "10.0.0.1 10.0.0.2",
                "/8"
            })
    void what_is_no_address_is_refused(String text) {
        assertThat(AddressRanges.parse(text)).isEmpty();
    }

    @Property(tries = 300)
    void a_range_holds_its_own_address_and_loses_it_when_a_bit_that_counts_is_changed(
            @ForAll @Size(value = 16) byte[] bytes, @ForAll @IntRange(min = 1, max = 128) int bits, @ForAll int bit)
            throws UnknownHostException {
        bytes[0] |= 0x20; // no IPv4 address in another form
        var range = ranges(InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits);
        assertThat(range.allow(InetAddress.getByAddress(bytes))).isTrue();
        int changed = Math.floorMod(bit, 128);
        bytes[changed / 8] ^= (byte) (0x80 >> changed % 8);
        assertThat(range.allow(InetAddress.getByAddress(bytes))).isEqualTo(changed >= bits);
    }
}
